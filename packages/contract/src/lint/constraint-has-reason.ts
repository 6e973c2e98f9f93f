/** Checks that every constraint on a request has a reason. */
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
    'oneOf',
    'required',
  ],
];

export const constraintHasReason: BundleRule = ({ document }, report) => {
  // For `not`, `if` and branches of a choice, the node that contains them has the reason.
  const isNested = (pointer: string) => /\/(not|if|(any|one)Of\/\d+)(\/|$)/.test(pointer);
  const parameters = new Map(parametersOf(document).map(({ pointer, node }) => [`${pointer}/schema`, node]));
  for (const { pointer, node } of requestSchemas(document)) {
    if (isNested(pointer)) continue;
    const reason = node['x-reason'] ?? parameters.get(pointer)?.['x-reason'];
    const unexplained = CONSTRAINTS.filter(
      (keyword) =>
        keyword in node && !(typeof reason === 'string' || (isObject(reason) && keyword in reason)),
    );
    const missing = unexplained.filter((keyword) => keyword !== 'required' || !requiredHaveReasons(node));
    // A path parameter is always a string.
    const isPathString =
      parameters.get(pointer)?.in === 'path' && missing.every((keyword) => keyword === 'type');
    if (missing.length > 0 && !isPathString)
      report(pointer, `${missing.join(', ')} has no reason: add x-reason`);
  }

  function requiredHaveReasons(node: Parameters<typeof resolveNode>[1]): boolean {
    const names = Array.isArray(node.required) ? node.required : [];
    return names.every((name) => {
      const property = isObject(node.properties) ? node.properties[String(name)] : undefined;
      const reason = isObject(property) ? resolveNode(document, property)['x-reason'] : undefined;
      return isObject(reason) && 'required' in reason;
    });
  }
};
