/** TypeScript sources for judging one item without a server: validators, and the reasons that they lead to. */
import { isObject, type Json, type OpenApiDocument } from '../document.ts';
import { itemReasonTable } from './item-reasons.ts';
import { itemOperation, itemSchemas } from './item-schemas.ts';
import { standaloneValidators } from './standalone.ts';
import { HEADER } from './types.ts';

/** The files of one vendor: name to content. */
export function itemFiles(document: OpenApiDocument): Record<string, string> {
  return {
    'item-reasons.ts':
      `${HEADER}import type { ItemReason } from '../../../reasons.ts';\n\n` +
      `export const itemReasons = ${literal(itemReasonTable(document))} as const satisfies Record<string, ItemReason>;\n\n` +
      'export type ItemReasonCode = keyof typeof itemReasons;\n',
    'item-validators.ts': validatorsFile(document),
  };
}

function validatorsFile(document: OpenApiDocument): string {
  const { operation } = itemOperation(document);
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
  const { other } = operation['x-request-reasons'] as { other: string };
  return (
    // Ajv writes no types.
    `${HEADER.trimEnd()}\n// @ts-nocheck\n\n` +
    `import type { PrecompiledItem } from '../../../explain/precompiled.ts';\n\n${text}\n\n` +
    `export const item: PrecompiledItem<${names}> = {\n` +
    `  typeNames: ${JSON.stringify(document['x-type-names'] ?? {})},\n` +
    `  otherReason: ${JSON.stringify(other)},\n` +
    `  maxBytes: ${limit(operation['x-max-body-bytes'], 'bytes')},\n` +
    `  maxDepth: ${limit(operation['x-max-depth'], 'depth')},\n` +
    `  kinds: {\n${entries.join('')}  },\n};\n`
  );
}

function limit(node: Json | undefined, member: string): string {
  if (!isObject(node) || typeof node[member] !== 'number') return 'null';
  return `{ limit: ${node[member]}, reason: ${JSON.stringify(node.reason)} }`;
}

function literal(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
