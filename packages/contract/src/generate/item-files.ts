/** TypeScript sources for judging one item without a server: validators, and the reasons that they lead to. */
import type { OpenApiDocument } from '../document.ts';
import type { Limit } from '../model/contract.ts';
import { typeNamesOf } from '../model/read-contract.ts';
import { itemReasonTable } from './item-reasons.ts';
import { itemOperation, itemSchemas } from './item-schemas.ts';
import { standaloneValidators } from './standalone.ts';
import { HEADER } from './types.ts';

/** The files of one vendor: name to content. */
export function itemFiles(document: OpenApiDocument): Record<string, string> {
  return {
    'item-reasons.ts':
      `${HEADER}import type { ItemReason } from '../../reasons.ts';\n\n` +
      `export const itemReasons = ${literal(itemReasonTable(document))} as const satisfies Record<string, ItemReason>;\n\n` +
      'export type ItemReasonCode = keyof typeof itemReasons;\n',
    'item-validators.ts': validatorsFile(document),
  };
}

function validatorsFile(document: OpenApiDocument): string {
  const { limits, reasons } = itemOperation(document);
  const kinds = Object.entries(itemSchemas(document));
  const { text, constants } = standaloneValidators(
    Object.fromEntries(
      kinds.flatMap(([kind, { rules, advice }]) => [
        [kind, rules],
        [`${kind}Advice`, advice],
      ]),
    ),
  );
  const constant = (name: string) => {
    const { schema, check } = constants[name] as { schema: string; check: string };
    return `schema: ${schema}, check: ${check}`;
  };
  const entries = kinds.map(([kind, { wireName }]) => {
    const word = wireName === undefined ? '' : `, wireName: ${JSON.stringify(wireName)}`;
    return `    ${kind}: { ${constant(kind)}, advice: { ${constant(`${kind}Advice`)} }${word} },\n`;
  });
  const names = kinds.map(([kind]) => `'${kind}'`).join(' | ');
  return (
    // Ajv writes no types.
    `${HEADER.trimEnd()}\n// @ts-nocheck\n\n` +
    `import type { PrecompiledItem } from '../../explain/precompiled.ts';\n\n${text}\n\n` +
    `export const item: PrecompiledItem<${names}> = {\n` +
    `  typeNames: ${JSON.stringify(typeNamesOf(document))},\n` +
    `  otherReason: ${JSON.stringify(reasons.other)},\n` +
    `  maxBytes: ${written(limits.bodyBytes)},\n` +
    `  maxDepth: ${written(limits.depth)},\n` +
    `  kinds: {\n${entries.join('')}  },\n};\n`
  );
}

function written(limit: Limit | 'unlimited' | undefined): string {
  if (typeof limit !== 'object') return 'null';
  return `{ limit: ${limit.value}, reason: ${JSON.stringify(limit.reason)} }`;
}

function literal(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
