/** Whatever a request can break leads to a reason. */
import { isObject, resolveNode } from '../document.ts';
import { parametersOf, requestSchemas } from './nodes.ts';
import type { BundleRule } from './problem.ts';

const CONSTRAINTS = [
  ...['type', 'enum', 'const', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...[
    'minLength',
    'maxLength',
    'pattern',
    'format',
    'minItems',
    'maxItems',
    'minProperties',
    'maxProperties',
    'not',
    'required',
  ],
];

export const constraintHasReason: BundleRule = ({ document }, report) => {
  // Inside `not` and beside it, and in a branch of a choice, the node that holds them has the reason.
  const inner = (pointer: string) => /\/(not|if|(any|one)Of\/\d+)(\/|$)/.test(pointer);
  const parameters = new Map(parametersOf(document).map(({ pointer, node }) => [`${pointer}/schema`, node]));
  for (const { pointer, node } of requestSchemas(document)) {
    if (inner(pointer)) continue;
    const reason = node['x-reason'] ?? parameters.get(pointer)?.['x-reason'];
    const broken = CONSTRAINTS.filter(
      (keyword) =>
        keyword in node && !(typeof reason === 'string' || (isObject(reason) && keyword in reason)),
    );
    const missing = broken.filter((keyword) => keyword !== 'required' || !requiredHaveReasons(node));
    // A path parameter is always there, and it is a text.
    const isPathText =
      parameters.get(pointer)?.in === 'path' && missing.every((keyword) => keyword === 'type');
    if (missing.length > 0 && !isPathText) report(pointer, `${missing.join(', ')} can fail without a reason`);
  }

  function requiredHaveReasons(node: Parameters<typeof resolveNode>[1]): boolean {
    const names = Array.isArray(node.required) ? node.required : [];
    return names.every((name) => {
      const member = isObject(node.properties) ? node.properties[String(name)] : undefined;
      const reason = isObject(member) ? resolveNode(document, member)['x-reason'] : undefined;
      return isObject(reason) && 'required' in reason;
    });
  }
};
