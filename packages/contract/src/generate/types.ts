/** TypeScript sources generated from a bundle. */
import openapiTS, { astToString } from 'openapi-typescript';
import type { OpenApiDocument } from '../document.ts';
import { reasonTable } from '../model/reason-table.ts';
import { companionHeaderTable, headerTable, keyHeaderTable } from './header-tables.ts';
import { refusedNameTable } from './names.ts';
import { acceptanceTable, limitTable, serverTable, signingTable, wireReasonTable } from './tables.ts';

export const HEADER = '// Generated from spec/ by `npm run generate`. Do not edit.\n\n';

/** The two profiles of one API's contract. */
export interface ProfileDocuments {
  readonly documented: OpenApiDocument;
  readonly receiver: OpenApiDocument;
}

/**
 * The files of one API: name to content. Types and tables are those of the documented profile, by which clients go.
 * `wire-reasons.ts` is a file of its own because clients load it only when a request fails.
 */
export async function sourceFiles({
  documented,
  receiver,
}: ProfileDocuments): Promise<Record<string, string>> {
  // A default does not make a property of a request required.
  const ast = await openapiTS(structuredClone(documented) as never, {
    defaultNonNullable: false,
    silent: true,
  });
  return {
    'types.ts': HEADER + astToString(ast),
    'wire-reasons.ts':
      `${HEADER}import type { WireReason } from '../../reasons.ts';\n\n` +
      `export const wireReasons = ${literal(wireReasonTable(documented))} as const satisfies Record<string, WireReason>;\n\n` +
      'export type WireReasonCode = keyof typeof wireReasons;\n',
    'index.ts': indexFile({ documented, receiver }),
  };
}

function indexFile({ documented, receiver }: ProfileDocuments): string {
  const tables = {
    limits: limitTable(documented),
    acceptances: acceptanceTable(documented),
    headers: headerTable(documented),
    companionHeaders: companionHeaderTable(documented),
    keyHeaders: keyHeaderTable(documented),
    refusedNames: refusedNameTable(documented),
    servers: serverTable(documented),
    signing: signingTable(documented),
  };
  const codes = new Set([documented, receiver].flatMap((document) => Object.keys(reasonTable(document))));
  return (
    `${HEADER}export type { components, operations, paths } from './types.ts';\n` +
    "export { type WireReasonCode, wireReasons } from './wire-reasons.ts';\n\n" +
    '/** The reason codes of both profiles. */\n' +
    `export type ReasonCode =\n${[...codes].map((code) => `  | '${code}'`).join('\n')};\n\n` +
    Object.entries(tables)
      .map(([name, table]) => `export const ${name} = ${literal(table)} as const;\n`)
      .join('\n')
  );
}

export function vendorsFile(vendors: string[]): string {
  const names = vendors.map((vendor) => `'${vendor}'`).join(', ');
  return (
    `${HEADER}/** The vendors, in the order of redocly.yaml. */\n` +
    `export const vendors = [${names}] as const;\n\nexport type Vendor = (typeof vendors)[number];\n`
  );
}

function literal(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
