/** Finds the limit that each reason is about, as parameters of its message. */
import { isObject, type JsonObject, type OpenApiDocument, resolveNode, valueAt } from '../document.ts';
import type { TypeNames } from '../explain/parameters.ts';
import { readOperations, typeNamesOf } from '../model/read-contract.ts';
import { schemaRules } from '../model/schema-rules.ts';
import { rateParameters } from '../rate-parameters.ts';
import type { MessageParameters } from '../reasons.ts';

/** Numeric keywords, and the side of the number on which a value is refused. */
const NUMBERS: Readonly<Record<string, 'above' | 'below'>> = {
  maxLength: 'above',
  maxItems: 'above',
  maxProperties: 'above',
  minLength: 'below',
  minItems: 'below',
  minProperties: 'below',
};

/** A rule whose values the message of a reason may state. */
export interface StatedRule {
  /** Reason code when a value breaks the rule. */
  readonly code: string;
  readonly parameters: MessageParameters;
  /** Name of the property that the rule is about. */
  readonly field?: string | undefined;
  /** The side of `limit` on which a value is refused; `undefined` if the rule has no limit. */
  readonly refused?: 'above' | 'below';
  /** Returns whether a value, or the name of a type, breaks the rule; `undefined` for a limit. */
  readonly refuses?: (value: string) => boolean;
  /** Names of the types that break the rule. */
  readonly otherTypes?: readonly string[];
}

/** Maps each reason code to the parameters of its limit, or of the first of several limits. */
export function limitParameters(document: OpenApiDocument): ReadonlyMap<string, MessageParameters> {
  const parameters = new Map<string, MessageParameters>();
  for (const { code, parameters: own, refused } of statedRules(document)) {
    if (refused !== undefined && !parameters.has(code)) parameters.set(code, own);
  }
  return parameters;
}

/** Returns all rules whose numbers, lists or patterns a message may state. */
export function statedRules(document: OpenApiDocument): StatedRule[] {
  return readOperations(document).flatMap(({ limits, body }) => {
    const { bodyBytes, droppedFromBytes, depth, clockSkew } = limits;
    const stated = [bodyBytes, droppedFromBytes, depth, clockSkew].flatMap((limit) =>
      typeof limit === 'object' ? [above(String(limit.reason), { limit: limit.value })] : [],
    );
    const rates = limits.rates.map((rate) => above(rate.reason, rateParameters(rate)));
    // What is decoded first is checked first.
    const schemas = [...(body.decode === undefined ? [] : [body.decode]), body.schema];
    const fields = schemas.flatMap((pointer) => fieldsBelow(document, valueAt(document, pointer)));
    return [...stated, ...rates, ...fields.flatMap((one) => rulesOf(one, typeNamesOf(document)))];
  });
}

const above = (code: string, parameters: MessageParameters): StatedRule => ({
  ...{ code, parameters, refused: 'above' },
});

interface Field {
  readonly field: string | undefined;
  readonly node: JsonObject;
}

function rulesOf({ field, node }: Field, typeNames: TypeNames): StatedRule[] {
  const { maxFuture, reasonOf } = schemaRules(node);
  return [
    ...(maxFuture ? [above(maxFuture.reason, { offset: maxFuture.seconds })] : []),
    ...Object.keys(node).flatMap((keyword): StatedRule[] => {
      const code = reasonOf(keyword);
      const rule = code === undefined ? undefined : ruleOf(keyword, node[keyword], typeNames);
      return rule && code !== undefined ? [{ ...rule, code, field }] : [];
    }),
  ];
}

function ruleOf(keyword: string, value: unknown, typeNames: TypeNames): Omit<StatedRule, 'code'> | undefined {
  const refused = NUMBERS[keyword];
  if (refused && typeof value === 'number') return { refused, parameters: { limit: value } };
  if (keyword === 'enum' && Array.isArray(value)) {
    const allowed = value.map(String);
    return { parameters: { allowed: allowed.join(', ') }, refuses: (one) => !allowed.includes(one) };
  }
  if (keyword === 'pattern' && typeof value === 'string') {
    const pattern = new RegExp(value, 'u');
    return { parameters: { pattern: value }, refuses: (one) => !pattern.test(one) };
  }
  if (keyword === 'type' && value !== undefined) {
    const allowed = [value].flat().map((type) => typeNames[String(type)] ?? String(type));
    const otherTypes = TYPES.map((type) => typeNames[type] ?? type).filter((name) => !allowed.includes(name));
    // A message names the first of several types.
    return { parameters: { expected: allowed[0] }, refuses: (one) => !allowed.includes(one), otherTypes };
  }
  return undefined;
}

const TYPES = ['string', 'number', 'boolean', 'object', 'array', 'null'];

/** Returns a node and everything below it, following references, each with the name of its property. */
function fieldsBelow(
  document: OpenApiDocument,
  node: unknown,
  field?: string,
  seen = new Set<unknown>(),
): Field[] {
  if (Array.isArray(node)) return node.flatMap((child) => fieldsBelow(document, child, field, seen));
  if (!isObject(node)) return [];
  const resolved = resolveNode(document, node);
  if (seen.has(resolved)) return [];
  seen.add(resolved);
  return [
    { field, node: resolved },
    ...Object.entries(resolved).flatMap(([keyword, child]) =>
      keyword === 'properties' && isObject(child)
        ? Object.entries(child).flatMap(([name, schema]) => fieldsBelow(document, schema, name, seen))
        : fieldsBelow(document, child, field, seen),
    ),
  ];
}
