/** Generates the TypeScript sources of an API: types and tables. */
import openapiTS, { astToString } from 'openapi-typescript';
import type { OpenApiDocument } from '../document.ts';
import { reasonTable } from '../model/reason-table.ts';
import { entryComment } from './entry-comment.ts';
import { companionHeaderTable, headerTable, keyHeaderTable } from './header-tables.ts';
import { serverSource } from './server-source.ts';
import {
  acceptanceTable,
  limitTable,
  refusedNameTable,
  responseTable,
  rpcTable,
  serverTable,
  signingSchemeTable,
  signingTable,
  wireReasonTable,
} from './tables.ts';

export const HEADER = '// Generated from spec/ by `npm run generate`. Do not edit.\n\n';

/** The two profiles of one API's contract. */
export interface ProfileDocuments {
  readonly api: string;
  readonly documented: OpenApiDocument;
  readonly receiver: OpenApiDocument;
}

/**
 * Returns the files of one API: name to content. Types and tables come from the documented profile, which clients follow.
 * `wire-reasons.ts` is separate because clients load it only when a request fails, and `responses.ts` because only tests need
 * it.
 */
export async function sourceFiles({
  api,
  documented,
  receiver,
}: ProfileDocuments): Promise<Record<string, string>> {
  // A default does not make a property of a request required.
  const ast = await openapiTS(structuredClone(documented) as never, {
    defaultNonNullable: false,
    silent: true,
  });
  const reasons = wireReasonTable(documented);
  const [[operation, accepted] = []] = Object.entries(acceptanceTable(documented));
  const code = JSON.stringify(Object.keys(reasons)[0]).replaceAll('"', "'");
  return {
    'types.ts': HEADER + astToString(ast),
    'wire-reasons.ts':
      HEADER +
      entryComment('Lists the reasons that a response can have, by code.', {
        imports: `{ wireReasons } from '@pushspec/contract/${api}/wire-reasons'`,
        expression: `wireReasons[${code}].status`,
        output: String(Object.values(reasons)[0]?.status),
      }) +
      "import type { WireReason } from '../../reasons.ts';\n\n" +
      `export const wireReasons = ${literal(reasons)} as const satisfies Record<string, WireReason>;\n\n` +
      'export type WireReasonCode = keyof typeof wireReasons;\n',
    'responses.ts':
      HEADER +
      entryComment('Lists an example of each response, by operation and reason code.', {
        imports: `{ responses } from '@pushspec/contract/${api}/responses'`,
        expression: `responses.${operation}.accepted.status`,
        output: String(accepted?.status),
      }) +
      tableSource('responses', responseTable(documented)),
    'index.ts': indexFile({ api, documented, receiver }),
  };
}

function indexFile({ api, documented, receiver }: ProfileDocuments): string {
  const tables = {
    limits: limitTable(documented),
    acceptances: acceptanceTable(documented),
    headers: headerTable(documented),
    companionHeaders: companionHeaderTable(documented),
    keyHeaders: keyHeaderTable(documented),
    refusedNames: refusedNameTable(documented),
    signing: signingTable(documented),
    ...nonEmpty({ signingSchemes: signingSchemeTable(documented), rpc: rpcTable(documented) }),
  };
  const codes = new Set([documented, receiver].flatMap((document) => Object.keys(reasonTable(document))));
  return (
    HEADER +
    entryComment('Provides the types and tables of an API, for the profile `documented`.', {
      imports: `{ limits } from '@pushspec/contract/${api}'`,
      expression: "Object.keys(limits).join(', ')",
      output: Object.keys(tables.limits).join(', '),
    }) +
    "export type { components, operations, paths } from './types.ts';\n" +
    "export { type WireReasonCode, wireReasons } from './wire-reasons.ts';\n\n" +
    '/** The reason codes of both profiles. */\n' +
    `export type ReasonCode =\n${[...codes].map((code) => `  | '${code}'`).join('\n')};\n\n` +
    Object.entries(tables)
      .map(([name, table]) => `${tableSource(name, table)}\n`)
      .join('') +
    serverSource(serverTable(documented))
  );
}

/** Leaves out tables that only some APIs have. */
function nonEmpty(tables: Readonly<Record<string, object>>): Record<string, object> {
  return Object.fromEntries(Object.entries(tables).filter(([, table]) => Object.keys(table).length > 0));
}

/** Returns a file with the names of all APIs and their titles in each language. */
export function apisFile(titles: Readonly<Record<string, Readonly<Record<string, string>>>>): string {
  const names = Object.keys(titles);
  const list = names.map((api) => `'${api}'`).join(', ');
  return (
    HEADER +
    entryComment('Lists the APIs and their titles.', {
      imports: "{ apiNames } from '@pushspec/contract/apis'",
      expression: "apiNames.join(', ')",
      output: names.join(', '),
    }) +
    '/** The APIs, in the order of redocly.yaml. */\n' +
    `export const apiNames = [${list}] as const;\n\nexport type ApiName = (typeof apiNames)[number];\n\n` +
    '/** Short titles of the APIs, by language. */\n' +
    `export const apiTitles = ${literal(titles)} as const;\n`
  );
}

/** The shortest part of a table that is written once if several operations have it. */
const WORTH_SHARING = 200;

/** Returns a table as TypeScript source. Operations with the same part share it. */
export function tableSource(name: string, table: object): string {
  const parts = Object.entries(table).map(([operation, part]) => ({ operation, source: literal(part) }));
  const isShared = ({ source }: { source: string }) =>
    source.length > WORTH_SHARING && parts.filter((other) => other.source === source).length > 1;
  if (!parts.some(isShared)) return `export const ${name} = ${literal(table)} as const;\n`;
  const ownerOf = (source: string) => parts.find((part) => part.source === source)?.operation;
  const sharedName = (source: string) => `${ownerOf(source)}${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const shared = [...new Set(parts.filter(isShared).map(({ source }) => source))].map(
    (source) => `const ${sharedName(source)} = ${source} as const;\n\n`,
  );
  const lines = parts.map((part) => {
    const value = isShared(part) ? sharedName(part.source) : part.source.replaceAll('\n', '\n  ');
    return `  ${JSON.stringify(part.operation)}: ${value}`;
  });
  return `${shared.join('')}export const ${name} = {\n${lines.join(',\n')}\n} as const;\n`;
}

/** Returns a value as TypeScript source. */
export function literal(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
