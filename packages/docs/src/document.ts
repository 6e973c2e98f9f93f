/** The document that is rendered: the bundle, with tables and samples made from it. */
import { type Language, type OpenApiDocument, operationsOf, type Vendor } from '@pushspec/contract';
import { firstSamples } from './samples/samples.ts';
import { type Differences, differenceTable } from './tables/differences.ts';
import { labels } from './tables/labels.ts';
import { limitTable } from './tables/limits.ts';
import { heading, sections } from './tables/markdown.ts';
import { reasonTables } from './tables/reasons.ts';
import { sourceTable } from './tables/sources.ts';

export interface DocumentParts {
  vendor: Vendor;
  bundle: OpenApiDocument;
  language: Language;
  /** Undefined where the running receiver is not known to differ. */
  differences: Differences | undefined;
}

/** A copy of the bundle with the tables, and in `x-codeSamples` the samples of the first example of each operation. */
export function withTables({ vendor, bundle, language, differences }: DocumentParts): OpenApiDocument {
  const words = labels[language];
  const document = structuredClone(bundle);
  const limits = operationsOf(bundle).map((entry) => limitTable(bundle, entry, words));
  for (const [index, entry] of operationsOf(document).entries()) {
    const { operation } = entry;
    operation['x-codeSamples'] = firstSamples({ vendor, bundle, language }, entry);
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
