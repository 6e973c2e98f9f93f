/** Prepares the data for generating bodies of one kind: its schema, and two bodies that satisfy it. */
import {
  customRules,
  isObject,
  type Json,
  type JsonObject,
  type OperationEntry,
  requestExamples,
} from '@pushspec/contract';
import { adapterOf } from '../apis/api-adapter.ts';
import { bodyLocations } from '../contract/body-schemas.ts';
import { type BodyValidator, bodyValidators } from '../contract/body-validator.ts';
import type { Contract } from '../contract/contract.ts';
import { ANY_ITEM, ANY_PROPERTY, type SchemaLocation, type Segment } from '../contract/schema-locations.ts';
import { compileSchema, type Validator } from '../contract/schema-validator.ts';
import { type KnownNames, knownNames, pathKey, valuesAt } from '../contract/values-at.ts';
import type { CandidateContext } from '../rules/keywords/candidate.ts';
import { candidatesOf } from './candidates.ts';

export interface Subject {
  readonly contract: Contract;
  readonly entry: OperationEntry;
  readonly validator: BodyValidator;
  /** Locations of the kind's schema and of the record that is decoded first. */
  readonly locations: readonly SchemaLocation[];
  readonly known: KnownNames;
  /** A body with every property that the contract names. It keeps every rule and all advice. */
  readonly whole: Json;
  /** The full body without properties that no typed call has. Variations start from it. */
  readonly full: Json;
  /** A body with only the required properties. */
  readonly minimal: Json;
  /** Returns the valid values that the examples and the full body have at a path. */
  valid(path: readonly Segment[]): Json[];
  readonly matching: CandidateContext['matching'];
}

/** Creates a subject for each kind of body. Throws if no valid body can be generated from the schema. */
export async function subjectsOf(
  contract: Contract,
  entry: OperationEntry,
  matching: CandidateContext['matching'],
): Promise<Subject[]> {
  const validators = await bodyValidators(contract, entry);
  return Promise.all(validators.map((validator) => subjectOf({ contract, entry, matching, validator })));
}

type Origin = Pick<Subject, 'contract' | 'entry' | 'matching' | 'validator'>;

async function subjectOf(origin: Origin): Promise<Subject> {
  const { contract, entry, validator, matching } = origin;
  const locations = bodyLocations(contract, entry, validator.pointer);
  const known = knownNames(locations);
  const examples = requestExamples(contract.document, entry)
    .map(({ value }) => value)
    .filter((value) => validator.validate(value).broken.length === 0);
  const exampleValues = (path: readonly Segment[]) =>
    examples.flatMap((example) => valuesAt(example, path, known).map(({ value }) => value));
  const build = await builder({ locations, contract, matching, examples: exampleValues });
  const whole = build([], true) ?? null;
  const minimal = build([], false) ?? null;
  const full = callable(origin, whole, minimal);
  for (const body of [whole, full, minimal]) requireValid(origin, body);
  const soft = validator.validate(whole).soft.find(({ holds }) => !holds);
  if (soft) throw new Error(`${named(origin)}: the generated body ignores the advice ${soft.rule}`);
  const valid = (path: readonly Segment[]) => [
    ...valuesAt(whole, path, known).map(({ value }) => value),
    ...exampleValues(path),
  ];
  return { ...origin, locations, known, whole, full, minimal, valid };
}

/** Removes the properties that no typed call can produce: those that block it when added to the minimal body. */
function callable({ contract, entry, validator }: Origin, body: Json, minimal: Json): Json {
  const { callOf } = adapterOf(contract.api);
  const isCall = (one: Json) => callOf(one, validator.kind, entry.operationId) !== undefined;
  if (!isObject(body) || !isObject(minimal) || isCall(body) || !isCall(minimal)) return body;
  const isBlocking = ([name, value]: [string, Json]) =>
    !Object.hasOwn(minimal, name) && !isCall({ ...minimal, [name]: value });
  return Object.fromEntries(Object.entries(body).filter((entry) => !isBlocking(entry)));
}

function requireValid(origin: Origin, body: Json): void {
  const [broken] = origin.validator.validate(body).broken;
  if (broken)
    throw new Error(
      `${named(origin)}: no valid body could be generated: ${JSON.stringify(body)} breaks ${broken.rule}`,
    );
}

function named({ contract, validator }: Origin): string {
  return `${contract.api} (${contract.profile})${validator.kind === undefined ? '' : ` ${validator.kind}`}`;
}

interface Building {
  readonly locations: readonly SchemaLocation[];
  readonly contract: Contract;
  readonly matching: CandidateContext['matching'];
  examples(path: readonly Segment[]): Json[];
}

/** Builds the value at a path, or `undefined` if none is found. */
type Build = (path: readonly Segment[], isFull: boolean) => Json | undefined;

async function builder({ locations, contract, matching, examples }: Building): Promise<Build> {
  const plain = locations.filter(({ inside }) => !inside);
  const validators = new Map<string, Validator[]>();
  for (const location of plain) {
    const key = `${location.about} ${pathKey(location.path)}`;
    const own = await ownRules(contract, location);
    validators.set(key, [...(validators.get(key) ?? []), ...own]);
  }
  const fits = (about: SchemaLocation['about'], path: readonly Segment[], value: Json) =>
    (validators.get(`${about} ${pathKey(path)}`) ?? []).every((validate) => validate(value).length === 0);
  const nodesAt = (path: readonly Segment[]) =>
    plain
      .filter((location) => location.about === 'value' && pathKey(location.path) === pathKey(path))
      .map(({ node }) => node);
  const alternativesAt = (path: readonly Segment[]) =>
    locations
      .filter(
        ({ inside, path: other }) => inside?.keyword === 'alternatives' && pathKey(other) === pathKey(path),
      )
      .map(({ node }) => node);
  const leaf = (path: readonly Segment[]) => {
    const tried = [...nodesAt(path), ...alternativesAt(path)].flatMap((node) =>
      candidatesOf(node, { valid: [], matching }).map(([, { value }]) => value),
    );
    return [...examples(path), ...tried].find((value) => fits('value', path, value));
  };
  const propertyName = (path: readonly Segment[]) => {
    const shown = examples(path).flatMap((value) => (isObject(value) ? Object.keys(value) : []));
    const listed = new Set(
      nodesAt(path).flatMap(({ properties }) => (isObject(properties) ? Object.keys(properties) : [])),
    );
    return [...shown, ...OWN_NAMES].find((name) => !listed.has(name) && fits('name', path, name));
  };
  const build: Build = (path, isFull) => {
    const nodes = nodesAt(path);
    if (nodes.some(({ items }) => items !== undefined)) return list(build([...path, ANY_ITEM], isFull));
    const names = [
      ...new Set(nodes.flatMap(({ properties }) => (isObject(properties) ? Object.keys(properties) : []))),
    ];
    const hasUnlistedProperties = nodesAt([...path, ANY_PROPERTY]).length > 0;
    if (names.length === 0 && !hasUnlistedProperties) return leaf(path);
    const required = new Set(
      nodes.flatMap(({ required }) => (Array.isArray(required) ? required.map(String) : [])),
    );
    const wanted = names.filter((name) => isFull || required.has(name));
    const entries = wanted.map((name): [string, Json | undefined] => [name, build([...path, name], isFull)]);
    const needsProperty = nodes.some(({ minProperties }) => Number(minProperties ?? 0) > wanted.length);
    const name = hasUnlistedProperties && (isFull || needsProperty) ? propertyName(path) : undefined;
    if (name !== undefined) entries.push([name, build([...path, ANY_PROPERTY], isFull)]);
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as JsonObject;
  };
  return build;
}

const OWN_NAMES = ['own_name', 'a'];

function list(item: Json | undefined): Json[] {
  return item === undefined ? [] : [item];
}

/** Compiles the schema of a location and its advice. */
async function ownRules({ document }: Contract, { pointer, node }: SchemaLocation): Promise<Validator[]> {
  const advice = customRules(node).filter(({ kind }) => kind === 'advice');
  const pointers = [pointer, ...advice.map(({ location }) => `${pointer}${location}/schema`)];
  return Promise.all(pointers.map((each) => compileSchema(document, each)));
}
