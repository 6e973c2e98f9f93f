/** What a contract advises (`x-advice`, `x-unknown-members`): rules whose breach is let through with a word about it. */
import { escapePointer, isObject, type Json, type OpenApiDocument, valueAt } from '@pushspec/contract';
import { type SchemaPlace, schemaPlaces } from './schema-places.ts';
import { compileSchema, type Validator, type Violation } from './schema-validator.ts';
import { type KnownNames, knownNames, valuesAt } from './values-at.ts';

/** What a body makes of a soft rule that is about something in it. */
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
  readonly place: SchemaPlace;
  /** Where a value at this pointer breaks the rule. */
  broken(value: Json, pointer: string): string[];
}

export async function softRules(document: OpenApiDocument, pointer: string): Promise<SoftRules> {
  const places = schemaPlaces(document, pointer).filter(({ about, inside }) => about === 'value' && !inside);
  const known = knownNames(places);
  const rules = await Promise.all(places.map((place) => rulesOf(document, place, known)));
  return (body) => findings(rules.flat(), body, known);
}

function findings(rules: readonly SoftRule[], body: Json, known: KnownNames): SoftFinding[] {
  const told = new Set<string>();
  return rules.flatMap(({ rule, code, place, broken }) => {
    const values = valuesAt(body, place.path, known);
    const breaking = values.flatMap(({ value, pointer }) => broken(value, pointer));
    // Of several rules about one place the first one, which is the more particular, says enough.
    const untold = breaking.filter((pointer) => !told.has(pointer));
    for (const pointer of untold) told.add(pointer);
    if (values.length === 0 || (breaking.length > 0 && untold.length === 0)) return [];
    return [{ rule, code, holds: breaking.length === 0 }];
  });
}

async function rulesOf(
  document: OpenApiDocument,
  place: SchemaPlace,
  known: KnownNames,
): Promise<SoftRule[]> {
  const list = Array.isArray(place.node['x-advice']) ? place.node['x-advice'].filter(isObject) : [];
  const advice = list.map(async ({ reason }, index): Promise<SoftRule> => {
    const rule = `${place.pointer}/x-advice/${index}`;
    const validate = await compileSchema(document, `${rule}/schema`);
    const broken = (value: Json, pointer: string) => brokenPlaces(validate, value).map((at) => pointer + at);
    return { rule, code: String(reason), place, broken };
  });
  const code = place.node['x-unknown-members'];
  const names = known(place.path);
  const unknown: SoftRule = {
    rule: `${place.pointer}/x-unknown-members`,
    code: String(code),
    place,
    broken: (value, pointer) =>
      Object.keys(isObject(value) ? value : {})
        .filter((name) => !names.has(name))
        .map((name) => `${pointer}/${escapePointer(name)}`),
  };
  return [...(await Promise.all(advice)), ...(code === undefined ? [] : [unknown])];
}

/** A missing member is told at its own place, and a name at that of its member. */
function brokenPlaces(validate: Validator, value: Json): string[] {
  const places = validate(value).flatMap((violation) => [
    ...missing(violation, value),
    violation.pointer.replace(/^\*/, ''),
  ]);
  return [...new Set(places)];
}

function missing({ keyword, pointer, node }: Violation, value: Json): string[] {
  if (keyword !== 'required' || !isObject(node) || !Array.isArray(node.required)) return [];
  const object = valueAt(value, pointer);
  const absent = node.required
    .map(String)
    .filter((name) => !isObject(object) || !Object.hasOwn(object, name));
  return absent.map((name) => `${pointer}/${escapePointer(name)}`);
}
