/** What bodies are generated from: the schema of one kind, and two bodies that satisfy it. */
import {
  isObject,
  type Json,
  type JsonObject,
  type OperationEntry,
  placedRules,
  requestExamples,
} from '@pushspec/contract';
import { type BodyJudge, bodyJudges } from '../contract/body-judge.ts';
import type { Contract } from '../contract/contract.ts';
import { ITEM, MEMBER, type SchemaPlace, type Segment, schemaPlaces } from '../contract/schema-places.ts';
import { compileSchema, type Validator } from '../contract/schema-validator.ts';
import { type KnownNames, knownNames, pathKey, valuesAt } from '../contract/values-at.ts';
import type { CandidateContext } from '../rules/keywords/candidate.ts';
import { knowledgeOf } from '../vendors/vendor.ts';
import { candidatesOf } from './candidates.ts';

export interface Subject {
  readonly contract: Contract;
  readonly entry: OperationEntry;
  readonly judge: BodyJudge;
  /** Of the kind's schema and of the record that is decoded first. */
  readonly places: readonly SchemaPlace[];
  readonly known: KnownNames;
  /** With every member that the contract names; keeps every rule and all advice. */
  readonly whole: Json;
  /** The same without the members that no typed call has: what is varied. */
  readonly full: Json;
  /** With the members that are required. */
  readonly least: Json;
  /** What examples and the full body have at a path. */
  valid(path: readonly Segment[]): Json[];
  readonly matching: CandidateContext['matching'];
}

/** A subject for each kind of body. Throws where no valid body can be made from the schema. */
export async function subjectsOf(
  contract: Contract,
  entry: OperationEntry,
  matching: CandidateContext['matching'],
): Promise<Subject[]> {
  const judges = await bodyJudges(contract, entry);
  return Promise.all(judges.map((judge) => subjectOf({ contract, entry, matching, judge })));
}

type Origin = Pick<Subject, 'contract' | 'entry' | 'matching' | 'judge'>;

async function subjectOf(origin: Origin): Promise<Subject> {
  const { contract, entry, judge, matching } = origin;
  const places = schemaPlaces(contract.document, judge.pointer);
  const known = knownNames(places);
  const examples = requestExamples(contract.document, entry)
    .map(({ value }) => value)
    .filter((value) => judge.opinion(value).broken.length === 0);
  const exampleValues = (path: readonly Segment[]) =>
    examples.flatMap((example) => valuesAt(example, path, known).map(({ value }) => value));
  const build = await builder({ places, contract, matching, examples: exampleValues });
  const whole = build([], true) ?? null;
  const least = build([], false) ?? null;
  const full = callable(origin, whole);
  for (const body of [whole, full, least]) requireValid(origin, body);
  const soft = judge.opinion(whole).soft.find(({ holds }) => !holds);
  if (soft) throw new Error(`${named(origin)}: the body that was made ignores the advice ${soft.rule}`);
  const valid = (path: readonly Segment[]) => [
    ...valuesAt(whole, path, known).map(({ value }) => value),
    ...exampleValues(path),
  ];
  return { ...origin, places, known, whole, full, least, valid };
}

/** The body without the members that keep a typed call from standing for it. */
function callable({ contract, judge }: Origin, body: Json): Json {
  const { callOf } = knowledgeOf(contract.vendor);
  if (!isObject(body) || callOf(body, judge.kind)) return body;
  const without = (name: string): JsonObject =>
    Object.fromEntries(Object.entries(body).filter(([other]) => other !== name));
  const hindering = Object.keys(body).find((name) => callOf(without(name), judge.kind));
  return hindering === undefined ? body : without(hindering);
}

function requireValid(origin: Origin, body: Json): void {
  const [broken] = origin.judge.opinion(body).broken;
  if (broken)
    throw new Error(
      `${named(origin)}: no valid body could be made; ${JSON.stringify(body)} breaks ${broken.rule}`,
    );
}

function named({ contract, judge }: Origin): string {
  return `${contract.vendor} (${contract.profile})${judge.kind === undefined ? '' : ` ${judge.kind}`}`;
}

interface Building {
  readonly places: readonly SchemaPlace[];
  readonly contract: Contract;
  readonly matching: CandidateContext['matching'];
  examples(path: readonly Segment[]): Json[];
}

/** Makes the value at a path: undefined where none could be found. */
type Build = (path: readonly Segment[], isFull: boolean) => Json | undefined;

async function builder({ places, contract, matching, examples }: Building): Promise<Build> {
  const plain = places.filter(({ inside }) => !inside);
  const validators = new Map<string, Validator[]>();
  for (const place of plain) {
    const key = `${place.about} ${pathKey(place.path)}`;
    const own = await ownRules(contract, place);
    validators.set(key, [...(validators.get(key) ?? []), ...own]);
  }
  const fits = (about: SchemaPlace['about'], path: readonly Segment[], value: Json) =>
    (validators.get(`${about} ${pathKey(path)}`) ?? []).every((validate) => validate(value).length === 0);
  const nodesAt = (path: readonly Segment[]) =>
    plain
      .filter((place) => place.about === 'value' && pathKey(place.path) === pathKey(path))
      .map(({ node }) => node);
  const leaf = (path: readonly Segment[]) => {
    const tried = nodesAt(path).flatMap((node) =>
      candidatesOf(node, { valid: [], matching }).map(([, { value }]) => value),
    );
    return [...examples(path), ...tried].find((value) => fits('value', path, value));
  };
  const memberName = (path: readonly Segment[]) => {
    const shown = examples(path).flatMap((value) => (isObject(value) ? Object.keys(value) : []));
    const listed = new Set(
      nodesAt(path).flatMap(({ properties }) => (isObject(properties) ? Object.keys(properties) : [])),
    );
    return [...shown, ...OWN_NAMES].find((name) => !listed.has(name) && fits('name', path, name));
  };
  const build: Build = (path, isFull) => {
    const nodes = nodesAt(path);
    if (nodes.some(({ items }) => items !== undefined)) return list(build([...path, ITEM], isFull));
    const names = [
      ...new Set(nodes.flatMap(({ properties }) => (isObject(properties) ? Object.keys(properties) : []))),
    ];
    const hasMembers = nodesAt([...path, MEMBER]).length > 0;
    if (names.length === 0 && !hasMembers) return leaf(path);
    const required = new Set(
      nodes.flatMap(({ required }) => (Array.isArray(required) ? required.map(String) : [])),
    );
    const wanted = names.filter((name) => isFull || required.has(name));
    const entries = wanted.map((name): [string, Json | undefined] => [name, build([...path, name], isFull)]);
    const needsMember = nodes.some(({ minProperties }) => Number(minProperties ?? 0) > wanted.length);
    const name = hasMembers && (isFull || needsMember) ? memberName(path) : undefined;
    if (name !== undefined) entries.push([name, build([...path, MEMBER], isFull)]);
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as JsonObject;
  };
  return build;
}

const OWN_NAMES = ['own_name', 'a'];

function list(item: Json | undefined): Json[] {
  return item === undefined ? [] : [item];
}

/** The place's schema, and its advice. */
async function ownRules({ document }: Contract, { pointer, node }: SchemaPlace): Promise<Validator[]> {
  const advice = placedRules(node).filter(({ kind }) => kind === 'advice');
  const pointers = [pointer, ...advice.map(({ place }) => `${pointer}${place}/schema`)];
  return Promise.all(pointers.map((each) => compileSchema(document, each)));
}
