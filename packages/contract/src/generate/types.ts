/** TypeScript sources generated from a bundle. */
import openapiTS, { astToString } from 'openapi-typescript';
import type { OpenApiDocument } from '../document.ts';
import { reasonTable } from '../model/reason-table.ts';
import { companionHeaderTable, headerTable, keyHeaderTable } from './header-tables.ts';
import { refusedNameTable } from './names.ts';
import { acceptanceTable, limitTable, serverTable, signingTable, wireReasonTable } from './tables.ts';

export const HEADER = '// Generated from spec/ by `npm run generate`. Do not edit.\n\n';

/** The files of one vendor and profile: name to content. */
export async function sourceFiles(document: OpenApiDocument): Promise<Record<string, string>> {
  // A default does not make a member of a request required.
  const ast = await openapiTS(structuredClone(document) as never, {
    defaultNonNullable: false,
    silent: true,
  });
  return {
    'types.ts': HEADER + astToString(ast),
    'limits.ts': `${HEADER}export const limits = ${literal(limitTable(document))} as const;\n`,
    'acceptances.ts': `${HEADER}export const acceptances = ${literal(acceptanceTable(document))} as const;\n`,
    'headers.ts':
      `${HEADER}export const headers = ${literal(headerTable(document))} as const;\n\n` +
      `export const companionHeaders = ${literal(companionHeaderTable(document))} as const;\n\n` +
      `export const keyHeaders = ${literal(keyHeaderTable(document))} as const;\n`,
    'names.ts': `${HEADER}export const refusedNames = ${literal(refusedNameTable(document))} as const;\n`,
    'servers.ts': `${HEADER}export const servers = ${literal(serverTable(document))} as const;\n`,
    'signing.ts': `${HEADER}export const signing = ${literal(signingTable(document))} as const;\n`,
    'reasons.ts':
      `${HEADER}import type { Reason } from '../../../reasons.ts';\n\n` +
      `export const reasons = ${literal(reasonTable(document))} as const satisfies Record<string, Reason>;\n\n` +
      'export type ReasonCode = keyof typeof reasons;\n',
    'wire-reasons.ts':
      `${HEADER}import type { WireReason } from '../../../reasons.ts';\n\n` +
      `export const wireReasons = ${literal(wireReasonTable(document))} as const satisfies Record<string, WireReason>;\n\n` +
      'export type WireReasonCode = keyof typeof wireReasons;\n',
    'index.ts':
      `${HEADER}export { acceptances } from './acceptances.ts';\n` +
      `export { companionHeaders, headers, keyHeaders } from './headers.ts';\n` +
      "export { limits } from './limits.ts';\n" +
      "export { refusedNames } from './names.ts';\n" +
      "export { type ReasonCode, reasons } from './reasons.ts';\n" +
      "export { servers } from './servers.ts';\n" +
      "export { signing } from './signing.ts';\n" +
      "export type { components, operations, paths } from './types.ts';\n" +
      "export { type WireReasonCode, wireReasons } from './wire-reasons.ts';\n",
  };
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
