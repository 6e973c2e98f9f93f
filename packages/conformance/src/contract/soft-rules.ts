/** Checks soft rules (`x-other-case`, `x-advice`, `x-unknown-members`): breaking one is allowed but reported. */
import {
  closestName,
  escapePointer,
  isObject,
  type Json,
  type JsonObject,
  type OpenApiDocument,
  OTHER_CASE_POINTERS,
  schemaRules,
  valueAt,
} from '@pushspec/contract';
import { type SchemaLocation, schemaLocations } from './schema-locations.ts';
import { compileSchema, type Validator, type Violation } from './schema-validator.ts';
import { type KnownNames, knownNames, valuesAt } from './values-at.ts';

/** The result of a soft rule for part of a body. */
export interface SoftFinding {
  /** JSON pointer of the rule in the contract. */
  readonly rule: string;
  readonly code: string;
  readonly holds: boolean;
}

export type SoftRules = (body: Json) => SoftFinding[];

interface SoftRule {
  readonly rule: string;
  readonly code: string;
  readonly location: SchemaLocation;
  /** Returns the pointers at which a value breaks the rule. */
  broken(value: Json, pointer: string): string[];
}

export async function softRules(document: OpenApiDocument, pointer: string): Promise<SoftRules> {
  const locations = schemaLocations(document, pointer).filter(
    ({ about, inside }) => about === 'value' && !inside,
  );
  const known = knownNames(locations);
  const rules = await Promise.all(locations.map((location) => rulesOf(document, location, known)));
  return (body) => findings(rules.flat(), body, known);
}

function findings(rules: readonly SoftRule[], body: Json, known: KnownNames): SoftFinding[] {
  const reported = new Set<string>();
  return rules.flatMap(({ rule, code, location, broken }) => {
    const values = valuesAt(body, location.path, known);
    const breaking = values.flatMap(({ value, pointer }) => broken(value, pointer));
    // Report only the first rule for each location, which is the most specific.
    const unreported = breaking.filter((pointer) => !reported.has(pointer));
    for (const pointer of unreported) reported.add(pointer);
    if (values.length === 0 || (breaking.length > 0 && unreported.length === 0)) return [];
    return [{ rule, code, holds: breaking.length === 0 }];
  });
}

async function rulesOf(
  document: OpenApiDocument,
  location: SchemaLocation,
  known: KnownNames,
): Promise<SoftRule[]> {
  const list = Array.isArray(location.node['x-advice']) ? location.node['x-advice'].filter(isObject) : [];
  const advice = list.map(async ({ reason }, index): Promise<SoftRule> => {
    const rule = `${location.pointer}/x-advice/${index}`;
    const validate = await compileSchema(document, `${rule}/schema`);
    const broken = (value: Json, pointer: string) =>
      brokenLocations(validate, value).map((at) => pointer + at);
    return { rule, code: String(reason), location, broken };
  });
  const code = location.node['x-unknown-members'];
  const names = known(location.path);
  const unknown: SoftRule = {
    rule: `${location.pointer}/x-unknown-members`,
    code: String(code),
    location,
    broken: (value, pointer) =>
      Object.keys(isObject(value) ? value : {})
        .filter((name) => !names.has(name) && isReported(name, value as JsonObject, location.node, names))
        .map((name) => `${pointer}/${escapePointer(name)}`),
  };
  return [
    ...(await otherCaseRules(document, location)),
    ...(await Promise.all(advice)),
    ...(code === undefined ? [] : [unknown]),
  ];
}

/** Returns the rules about names in another letter case: the types of their values, and the names themselves. */
async function otherCaseRules(document: OpenApiDocument, location: SchemaLocation): Promise<SoftRule[]> {
  const { otherCase } = schemaRules(location.node);
  if (!otherCase) return [];
  const types = new Map<string, Validator>();
  for (const name of Object.keys(otherCase.types)) {
    const at = `${location.pointer}/x-other-case/types/${escapePointer(name)}`;
    types.set(name, await compileSchema(document, at));
  }
  const others = (value: Json) =>
    Object.entries(isObject(value) ? value : {}).filter(
      ([name]) => !types.has(name) && types.has(name.toLowerCase()),
    );
  const mismatch: SoftRule = {
    rule: location.pointer + OTHER_CASE_POINTERS.type,
    code: otherCase.mismatch,
    location,
    broken: (value, pointer) =>
      others(value).flatMap(([name, other]) =>
        (types.get(name.toLowerCase())?.(other) ?? []).map(
          (violation) => `${pointer}/${escapePointer(name)}${violation.pointer}`,
        ),
      ),
  };
  const name: SoftRule = {
    rule: location.pointer + OTHER_CASE_POINTERS.name,
    code: otherCase.reason,
    location,
    broken: (value, pointer) => others(value).map(([other]) => `${pointer}/${escapePointer(other)}`),
  };
  return [mismatch, name];
}

/** Whether an unlisted property gets a warning. A custom field gets one only if its name is similar to that of a missing property. */
function isReported(name: string, value: JsonObject, node: JsonObject, names: ReadonlySet<string>): boolean {
  if (!isObject(node.additionalProperties)) return true;
  const properties = isObject(node.properties) ? node.properties : {};
  const meant = [...names].filter((other) => {
    const property = properties[other];
    return !Object.hasOwn(value, other) && isObject(property) && property.type === typeof value[name];
  });
  return closestName(name, meant) !== undefined;
}

/** Reports a missing property at its own pointer, and an invalid name at that of its property. */
function brokenLocations(validate: Validator, value: Json): string[] {
  const locations = validate(value).flatMap((violation) => [
    ...missing(violation, value),
    violation.pointer.replace(/^\*/, ''),
  ]);
  return [...new Set(locations)];
}

function missing({ keyword, pointer, node }: Violation, value: Json): string[] {
  if (keyword !== 'required' || !isObject(node) || !Array.isArray(node.required)) return [];
  const object = valueAt(value, pointer);
  const absent = node.required
    .map(String)
    .filter((name) => !isObject(object) || !Object.hasOwn(object, name));
  return absent.map((name) => `${pointer}/${escapePointer(name)}`);
}
