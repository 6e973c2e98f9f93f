/** The rules of a schema that can be kept and broken, one by one. */
import { escapePointer, isObject, type OpenApiDocument } from '@pushspec/contract';
import { type SchemaPlace, schemaPlaces } from '../contract/schema-places.ts';
import { pathKey } from '../contract/values-at.ts';
import { isCounted } from '../rules/keywords/index.ts';
import { foundAt, valueRuleOf } from '../rules/values/index.ts';
import { BOTH, type Rule, type Side } from './rule.ts';

export interface SchemaRulesOptions {
  /** The values are the texts of a header or of a path. @default false */
  readonly isText?: boolean;
}

/** All rules below the schema at a pointer, each once. */
export function schemaRules(
  document: OpenApiDocument,
  pointer: string,
  { isText = false }: SchemaRulesOptions = {},
): Rule[] {
  const places = schemaPlaces(document, pointer);
  const required = requiredNames(places);
  const rules = places.flatMap((place) => {
    // Of a choice the whole is counted, and the kinds of a body by themselves.
    if (place.inside?.keyword === 'choice') return [];
    if (place.inside?.keyword === 'not') return forbiddenRules(place);
    const isOnlyText = isText || place.about === 'name';
    return [...keywordRules(place, isOnlyText), ...optionalMembers(place, required), ...valueRules(place)];
  });
  return [...new Map(rules.map((rule) => [rule.pointer, rule])).values()];
}

function keywordRules({ node, pointer }: SchemaPlace, isOnlyText: boolean): Rule[] {
  return Object.keys(node)
    .filter(isCounted)
    .flatMap((keyword): Rule[] => {
      const rule = `${pointer}/${keyword}`;
      const list = node[keyword];
      if (keyword === 'type' && isOnlyText) return [];
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

/** Inside `not`: each thing that is forbidden has to be refused once. */
function forbiddenRules({ node, pointer }: SchemaPlace): Rule[] {
  return [
    ...parts(`${pointer}/enum`, node.enum, ['invalid']),
    ...['const', 'pattern'].flatMap((keyword): Rule[] =>
      Object.hasOwn(node, keyword) ? [{ pointer: `${pointer}/${keyword}`, sides: ['invalid'] }] : [],
    ),
  ];
}

/** Names that any part of a schema asks for, by the path of their object. */
function requiredNames(places: readonly SchemaPlace[]): Set<string> {
  const plain = places.filter(({ inside, about }) => !inside && about === 'value');
  return new Set(
    plain.flatMap(({ path, node }) =>
      (Array.isArray(node.required) ? node.required : []).map((name) => `${pathKey(path)} ${name}`),
    ),
  );
}

function optionalMembers({ path, node, pointer, about }: SchemaPlace, required: ReadonlySet<string>): Rule[] {
  const names = about === 'value' && isObject(node.properties) ? Object.keys(node.properties) : [];
  return names
    .filter((name) => !required.has(`${pathKey(path)} ${name}`))
    .map((name) => ({
      pointer: `${pointer}/properties/${escapePointer(name)}`,
      sides: ['present', 'absent'],
    }));
}

/** Rules that no validator knows. */
function valueRules(place: SchemaPlace): Rule[] {
  return foundAt(place).map(({ rule, pointer }) => ({ pointer, sides: valueRuleOf(rule).hits.sides }));
}
