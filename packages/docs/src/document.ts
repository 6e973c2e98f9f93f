/** Prepares the OpenAPI document that Redocly renders: the bundle with samples, followed by the tables generated from it. */
import {
  type ApiName,
  isObject,
  type JsonObject,
  type Language,
  type OpenApiDocument,
  operationsOf,
} from '@pushspec/contract';
import { referenceLabels, referenceLinks } from './reference-labels.ts';
import { firstSamples } from './samples/samples.ts';
import { type Differences, differenceTable } from './tables/differences.ts';
import { limitTable } from './tables/limits.ts';
import { heading, literal, sections, table } from './tables/markdown.ts';
import { reasonTables } from './tables/reasons.ts';
import { sourceTable } from './tables/sources.ts';
import { tableLabels } from './tables/table-labels.ts';

/** The inputs of a reference document. */
export interface DocumentParts {
  api: ApiName;
  bundle: OpenApiDocument;
  language: Language;
  /** `undefined` if the running receiver has no known differences. */
  differences: Differences | undefined;
}

/** Returns a copy of the bundle with operations first, then sections for servers, reasons, differences and sources. */
export function withTables({ api, bundle, language, differences }: DocumentParts): OpenApiDocument {
  const labels = tableLabels[language];
  const document = structuredClone(bundle);
  for (const entry of operationsOf(document)) {
    const { operation } = entry;
    operation['x-codeSamples'] = firstSamples({ api, bundle, language }, entry);
    operation.description = sections(
      String(operation.description ?? ''),
      heading(3, labels.limits),
      limitTable(bundle, entry, labels),
    );
    // Redocly collapses operations below their tag. Without a tag, the menu lists an operation by its own name.
    delete operation.tags;
  }
  document.info.description = sections(referenceLinks(api, language), String(bundle.info.description ?? ''));
  const { servers } = referenceLabels[language];
  // Redocly would list all servers above the operation.
  if (Array.isArray(document.servers)) document.servers = document.servers.slice(0, 1);
  document.tags = [
    // Puts operations without a tag first. By default, they come last.
    { name: '' },
    section(servers, serverTable(bundle, language)),
    section(labels.reasons, sections(labels.provenanceMeans, reasonTables(bundle, labels))),
    ...(differences
      ? [
          section(
            labels.differences,
            sections(
              labels.differencesIntro(differences.title),
              differenceTable(differences, bundle, labels),
            ),
          ),
        ]
      : []),
    section(labels.sources, sourceTable(bundle, labels)),
  ];
  return document;
}

/** Returns a tag that Redocly renders as a section without operations. */
function section(name: string, description: string): JsonObject {
  return { name, description, 'x-traitTag': true };
}

/** Returns the table of servers. */
function serverTable({ servers }: OpenApiDocument, language: Language): string {
  const { address, use } = referenceLabels[language];
  const rows = (Array.isArray(servers) ? servers.filter(isObject) : []).map(({ url, description }) => [
    literal(String(url)),
    String(description ?? ''),
  ]);
  return table([address, use], rows);
}
