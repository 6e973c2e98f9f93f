/** Generates TypeScript sources for validating one item without a server: validators and their reasons. */
import type { OpenApiDocument } from '../document.ts';
import type { Limit } from '../model/contract.ts';
import { typeNamesOf } from '../model/read-contract.ts';
import { entryComment } from './entry-comment.ts';
import { itemOperations, itemReasonTable, itemSchemas } from './item-schemas.ts';
import { standaloneValidators } from './standalone.ts';
import { HEADER, literal } from './types.ts';

/** Returns the files of one vendor: name to content. */
export function itemFiles(api: string, document: OpenApiDocument): Record<string, string> {
  const reasons = itemReasonTable(document);
  const code = JSON.stringify(Object.keys(reasons)[0]).replaceAll('"', "'");
  return {
    'item-reasons.ts':
      HEADER +
      entryComment('Lists the reasons that local validation of an item can report, by code.', {
        imports: `{ itemReasons } from '@pushspec/contract/${api}/item-reasons'`,
        expression: `itemReasons[${code}].outcome`,
        output: String(Object.values(reasons)[0]?.outcome),
      }) +
      "import type { ItemReason } from '../../reasons.ts';\n\n" +
      `export const itemReasons = ${literal(reasons)} as const satisfies Record<string, ItemReason>;\n\n` +
      'export type ItemReasonCode = keyof typeof itemReasons;\n',
    'item-validators.ts': validatorsFile(api, document),
  };
}

function validatorsFile(api: string, document: OpenApiDocument): string {
  const { maxBytes, maxDepth, otherReason } = sharedFacts(document);
  const kinds = Object.entries(itemSchemas(document));
  const { source, constants } = standaloneValidators(
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
    const property = wireName === undefined ? '' : `, wireName: ${JSON.stringify(wireName)}`;
    return `    ${kind}: { ${constant(kind)}, advice: { ${constant(`${kind}Advice`)} }${property} },\n`;
  });
  const names = kinds.map(([kind]) => `'${kind}'`).join(' | ');
  return (
    // Ajv's code has no types.
    `${HEADER.trimEnd()}\n// @ts-nocheck\n\n` +
    entryComment('Validates single items with precompiled validators, one for each kind of item.', {
      imports: `{ item } from '@pushspec/contract/${api}/item-validators'`,
      expression: "Object.keys(item.kinds).join(', ')",
      output: kinds.map(([kind]) => kind).join(', '),
    }) +
    `import type { PrecompiledItem } from '../../explain/precompiled.ts';\n\n${source}\n\n` +
    `export const item: PrecompiledItem<${names}> = {\n` +
    `  typeNames: ${JSON.stringify(typeNamesOf(document))},\n` +
    `  otherReason: ${otherReason},\n` +
    `  maxBytes: ${maxBytes},\n` +
    `  maxDepth: ${maxDepth},\n` +
    `  kinds: {\n${entries.join('')}  },\n};\n`
  );
}

/**
 * Returns the limits that local validation applies to every item. Throws if operations differ, because an item does not
 * name its operation.
 */
function sharedFacts(document: OpenApiDocument) {
  const [first, ...others] = itemOperations(document).map(({ limits, reasons }) => ({
    maxBytes: written(limits.bodyBytes),
    maxDepth: written(limits.depth),
    otherReason: JSON.stringify(reasons.other),
  }));
  const differing = others.find((other) => JSON.stringify(other) !== JSON.stringify(first));
  if (first === undefined || differing)
    throw new Error(
      'the operations of an API have different size limits, depth limits or `other` reasons: local validation needs the same values in all of them',
    );
  return first;
}

function written(limit: Limit | 'unlimited' | undefined): string {
  if (typeof limit !== 'object') return 'null';
  return `{ limit: ${limit.value}, reason: ${JSON.stringify(limit.reason)} }`;
}
