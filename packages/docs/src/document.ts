/** The document that is rendered: the bundle, with tables made from it added to its descriptions. */
import { type Language, type OpenApiDocument, operationsOf } from '@pushspec/contract';
import { type Differences, differenceTable } from './tables/differences.ts';
import { labels } from './tables/labels.ts';
import { limitTable } from './tables/limits.ts';
import { heading, sections } from './tables/markdown.ts';
import { reasonTables } from './tables/reasons.ts';
import { sourceTable } from './tables/sources.ts';

export interface DocumentParts {
  bundle: OpenApiDocument;
  language: Language;
  /** Undefined where the running receiver is not known to differ. */
  differences: Differences | undefined;
}

/** A copy of the bundle with the tables in it. */
export function withTables({ bundle, language, differences }: DocumentParts): OpenApiDocument {
  const words = labels[language];
  const document = structuredClone(bundle);
  const limits = operationsOf(bundle).map((entry) => limitTable(bundle, entry, words));
  for (const [index, { operation }] of operationsOf(document).entries()) {
    operation.description = sections(
      String(operation.description ?? ''),
      heading(3, words.limits),
      limits[index],
    );
  }
  document.info.description = sections(
    String(bundle.info.description ?? ''),
    heading(1, words.limits),
    ...(limits.length === 1
      ? limits
      : operationsOf(bundle).flatMap(({ method, path }, index) => [
          heading(2, `${method} ${path}`),
          limits[index],
        ])),
    heading(1, words.reasons),
    reasonTables(bundle, words),
    ...(differences
      ? [
          heading(1, words.differences),
          words.differencesIntro(differences.title),
          differenceTable(differences, words),
        ]
      : []),
    heading(1, words.sources),
    words.provenanceMeans,
    sourceTable(bundle, words),
  );
  return document;
}
