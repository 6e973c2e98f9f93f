/** What the schema of an answer says of its values in extensions: free wording, and members that follow from others. */
import { isObject, type Json, type OperationEntry, valueAt } from '@pushspec/contract';
import type { WireAnswer } from '../target/wire.ts';
import { type Contract, operationFacts, type ResponseNode } from './contract.ts';
import { schemaPlaces } from './schema-places.ts';
import { shortened, type Violation } from './violation.ts';

export interface MessageRule {
  /** True if the contract does not fix its wording (`x-free-form`). */
  readonly isFreeForm: boolean;
  /** Whether the schema lists the messages. */
  readonly isListed: boolean;
}

const messages = new WeakMap<ResponseNode, MessageRule>();

/** What the schema of an answer says of the member that holds its message. */
export function messageRule(contract: Contract, entry: OperationEntry, response: ResponseNode): MessageRule {
  const known = messages.get(response);
  if (known) return known;
  const { messageProperty: name } = operationFacts(contract, entry);
  const nodes = schemaPlaces(contract.document, response.schemaPointer).filter(
    ({ path }) => path.length === 1 && path[0] === name,
  );
  const rule = {
    isFreeForm: nodes.some(({ node }) => node['x-free-form'] === true),
    isListed: nodes.some(({ node }) => Array.isArray(node.enum)),
  };
  messages.set(response, rule);
  return rule;
}

/** Says what is wrong with the members of an answer that follow from others. */
export type TieRule = (value: Json, answer: WireAnswer) => Violation[];

/** Rounding of two instants and of the time between them, in milliseconds. */
const ROUNDING_MS = 2;

/** The service may stop its clock after the last byte has left. */
const LATE_MS = 50;

export function tieRules({ document }: Contract, { schemaPointer }: ResponseNode): TieRule[] {
  const rules = new Map<string, TieRule>();
  for (const { node, path } of schemaPlaces(document, schemaPointer)) {
    const pointer = `/${path.map(String).join('/')}`;
    const { 'x-same-as': same, 'x-milliseconds-between': between } = node;
    if (typeof same === 'string') rules.set(`${pointer} same`, sameAs(pointer, same));
    if (isObject(between))
      rules.set(`${pointer} between`, timeBetween(pointer, String(between.from), String(between.to)));
  }
  return [...rules.values()];
}

function sameAs(pointer: string, other: string): TieRule {
  return (value) => {
    const [own, wanted] = [valueAt(value, pointer), valueAt(value, other)];
    if (own === undefined || own === wanted) return [];
    return [violation(`${pointer} to be the same as ${other}: ${JSON.stringify(wanted)}`, own)];
  };
}

/** It cannot be longer than the exchange took. */
function timeBetween(pointer: string, from: string, to: string): TieRule {
  return (value, { elapsedMs = Number.POSITIVE_INFINITY }) => {
    const cost = valueAt(value, pointer);
    const [start, end] = [from, to].map((place) => Date.parse(String(valueAt(value, place))));
    if (typeof cost !== 'number' || start === undefined || end === undefined) return [];
    const between = end - start;
    if (!(Math.abs(cost - between) <= ROUNDING_MS))
      return [violation(`${pointer} to be the ${between} ms from ${from} to ${to}`, cost)];
    if (cost <= elapsedMs + LATE_MS) return [];
    return [violation(`${pointer} to be at most the ${Math.ceil(elapsedMs)} ms of the whole exchange`, cost)];
  };
}

function violation(expected: string, got: Json): Violation {
  return { part: 'body', expected, got: shortened(JSON.stringify(got)) };
}
