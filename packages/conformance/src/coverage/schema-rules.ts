/** Lists the rules of a schema that a value can keep and break. */
import { escapePointer, isObject, type OpenApiDocument } from '@pushspec/contract';
import { type SchemaLocation, schemaLocations } from '../contract/schema-locations.ts';
import { pathKey } from '../contract/values-at.ts';
import { isCounted } from '../rules/keywords/index.ts';
import { locatedRules, valueRuleOf } from '../rules/values/index.ts';
import { BOTH, type Rule, type Side } from './rule.ts';

export interface SchemaRulesOptions {
  /** Whether the values are strings from a header or a path. @default false */
  readonly isString?: boolean;
  /** Whether the values at a path always have the type of the schema, as those of parameters do. @default never */
  readonly hasFixedType?: (path: SchemaLocation['path']) => boolean;
}

/** Returns all rules below the schema at a pointer, without duplicates. */
export function schemaRules(
  document: OpenApiDocument,
  pointer: string,
  { isString = false, hasFixedType = () => false }: SchemaRulesOptions = {},
): Rule[] {
  const locations = schemaLocations(document, pointer);
  const required = requiredNames(locations);
  const rules = locations.flatMap((location) => {
    // A choice counts as a whole; the kinds of a body count separately.
    if (location.inside?.keyword === 'choice') return [];
    if (location.inside?.keyword === 'not') return forbiddenRules(location);
    const isStringOnly = isString || location.about === 'name' || hasFixedType(location.path);
    return [
      ...keywordRules(location, isStringOnly),
      ...optionalProperties(location, required),
      ...valueRules(location),
    ];
  });
  return [...new Map(rules.map((rule) => [rule.pointer, rule])).values()];
}

function keywordRules({ node, pointer }: SchemaLocation, isStringOnly: boolean): Rule[] {
  return Object.keys(node)
    .filter(isCounted)
    .flatMap((keyword): Rule[] => {
      const rule = `${pointer}/${keyword}`;
      const list = node[keyword];
      if (keyword === 'type' && isStringOnly) return [];
      if (keyword === 'additionalProperties' && list !== false) return [];
      if (keyword === 'required') return parts(rule, list, BOTH);
      if (keyword === 'enum' || (keyword === 'type' && Array.isArray(list)))
        return [...parts(rule, list, ['valid']), { pointer: rule, sides: ['invalid'] }];
      return [{ pointer: rule, sides: BOTH }];
    });
}

function parts(rule: string, list: unknown, sides: readonly Side[]): Rule[] {
  return Array.isArray(list) ? [...list.keys()].map((index) => ({ pointer: `${rule}/${index}`, sides })) : [];
}

/** Returns the rules inside `not`: each forbidden value must be refused once. */
function forbiddenRules({ node, pointer }: SchemaLocation): Rule[] {
  return [
    ...parts(`${pointer}/enum`, node.enum, ['invalid']),
    ...['const', 'pattern'].flatMap((keyword): Rule[] =>
      Object.hasOwn(node, keyword) ? [{ pointer: `${pointer}/${keyword}`, sides: ['invalid'] }] : [],
    ),
  ];
}

/** Returns the names that any part of a schema requires, by the path of their object. */
function requiredNames(locations: readonly SchemaLocation[]): Set<string> {
  const plain = locations.filter(({ inside, about }) => !inside && about === 'value');
  return new Set(
    plain.flatMap(({ path, node }) =>
      (Array.isArray(node.required) ? node.required : []).map((name) => `${pathKey(path)} ${name}`),
    ),
  );
}

function optionalProperties(
  { path, node, pointer, about }: SchemaLocation,
  required: ReadonlySet<string>,
): Rule[] {
  const names = about === 'value' && isObject(node.properties) ? Object.keys(node.properties) : [];
  return names
    .filter((name) => !required.has(`${pathKey(path)} ${name}`))
    .map((name) => ({
      pointer: `${pointer}/properties/${escapePointer(name)}`,
      sides: ['present', 'absent'],
    }));
}

/** Returns the rules that JSON Schema cannot express. */
function valueRules(location: SchemaLocation): Rule[] {
  return locatedRules(location).map(({ rule, pointer }) => ({
    pointer,
    sides: valueRuleOf(rule).hits.sides,
  }));
}
