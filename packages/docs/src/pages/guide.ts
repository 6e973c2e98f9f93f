/** The guide of a vendor, drawn from its contract. */
import {
  isObject,
  type JsonObject,
  type Language,
  type OpenApiDocument,
  operationsOf,
  type Vendor,
} from '@pushspec/contract';
import { receiverOverlay } from '../page.ts';
import { differenceTable, readDifferences } from '../tables/differences.ts';
import type { Labels } from '../tables/labels.ts';
import { limitTable } from '../tables/limits.ts';
import { heading, literal, sections } from '../tables/markdown.ts';
import { sourceTable } from '../tables/sources.ts';
import { symptomTables } from './reasons.ts';
import type { Words } from './words.ts';

export interface GuideParts {
  vendor: Vendor;
  language: Language;
  document: OpenApiDocument;
  words: Words;
  labels: Labels;
  /** Path of the full reference. */
  reference: string;
}

export function guidePage({ vendor, language, document, words, labels, reference }: GuideParts): string {
  const differences = readDifferences(receiverOverlay(vendor), language);
  return sections(
    words.guideIntro,
    `[${words.fields}](fields/) · [${words.reasons}](reasons/) · [${words.reference}](${reference}) · [${words.tryIt}](#${words.tryItAnchor})`,
    heading(2, words.concepts),
    String(document.info.description ?? ''),
    ...operationsOf(document).flatMap((entry) => [
      heading(2, literal(`${entry.method} ${entry.path}`)),
      String(entry.operation.description ?? ''),
    ]),
    heading(2, words.tryIt),
    tryIt(vendor, words),
    heading(2, words.credentials),
    credentials(document, words),
    heading(2, labels.limits),
    ...operationsOf(document).map((entry) => limitTable(document, entry, labels)),
    heading(2, labels.differences),
    ...(differences
      ? [labels.differencesIntro(differences.title), differenceTable(differences, labels)]
      : [words.noDifferences]),
    heading(2, words.troubleshooting),
    words.troubleshootingIntro,
    symptomTables(document, words, labels),
    heading(2, labels.sources),
    labels.provenanceMeans,
    sourceTable(document, labels),
  );
}

/** The form is the inspector's; `try-it.js` loads it when the reader opens it. */
function tryIt(vendor: Vendor, words: Words): string {
  return sections(
    `<details data-try-it="${words.tryItAnchor}"><summary>${words.tryItOpen}</summary><div data-vendor="${vendor}">`,
    words.tryItElsewhere,
    '</div></details>',
    '<script type="module" src="/try-it.js"></script>',
  );
}

function credentials({ components }: OpenApiDocument, words: Words): string {
  const schemes = isObject(components.securitySchemes) ? Object.values(components.securitySchemes) : [];
  if (schemes.length === 0) return words.noCredentials;
  return sections(
    ...schemes
      .filter(isObject)
      .map(
        (scheme: JsonObject) =>
          `${literal(`${scheme.name} (${scheme.in})`)}: ${String(scheme.description ?? '')}`,
      ),
  );
}
