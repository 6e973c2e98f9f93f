/** Reads the response rules that the contract states in extensions: free-form messages and derived fields. */
import { isObject, type Json, type OperationEntry, valueAt } from '@pushspec/contract';
import type { WireResponse } from '../target/wire.ts';
import { type Contract, operationFacts, type ResponseNode } from './contract.ts';
import { schemaLocations } from './schema-locations.ts';
import { shortened, type Violation } from './violation.ts';

export interface MessageRule {
  /** True if the contract does not specify the wording (`x-free-form`). */
  readonly isFreeForm: boolean;
  /** Whether the schema lists the messages. */
  readonly isListed: boolean;
}

const messages = new WeakMap<ResponseNode, MessageRule>();

/** Returns the rules for the property that contains the message of a response. */
export function messageRule(contract: Contract, entry: OperationEntry, response: ResponseNode): MessageRule {
  const known = messages.get(response);
  if (known) return known;
  const { messageProperty: name } = operationFacts(contract, entry);
  const nodes = schemaLocations(contract.document, response.schemaPointer).filter(
    ({ path }) => path.length === 1 && path[0] === name,
  );
  const rule = {
    isFreeForm: nodes.some(({ node }) => node['x-free-form'] === true),
    isListed: nodes.some(({ node }) => Array.isArray(node.enum)),
  };
  messages.set(response, rule);
  return rule;
}

/** Checks the properties of a response that are derived from others. */
export type DerivedFieldRule = (value: Json, response: WireResponse) => Violation[];

/** Allowance in milliseconds for rounding two timestamps and their difference. */
const ROUNDING_MS = 2;

/** The service may stop its clock after the last byte has left. */
const LATE_MS = 50;

export function derivedFieldRules(
  { document }: Contract,
  { schemaPointer }: ResponseNode,
): DerivedFieldRule[] {
  const rules = new Map<string, DerivedFieldRule>();
  for (const { node, path } of schemaLocations(document, schemaPointer)) {
    const pointer = `/${path.map(String).join('/')}`;
    const { 'x-same-as': same, 'x-milliseconds-between': between } = node;
    if (typeof same === 'string') rules.set(`${pointer} same`, sameAs(pointer, same));
    if (isObject(between))
      rules.set(`${pointer} between`, timeBetween(pointer, String(between.from), String(between.to)));
  }
  return [...rules.values()];
}

function sameAs(pointer: string, other: string): DerivedFieldRule {
  return (value) => {
    const [own, wanted] = [valueAt(value, pointer), valueAt(value, other)];
    if (own === undefined || own === wanted) return [];
    return [violation(`${pointer} to equal ${other}: ${JSON.stringify(wanted)}`, own)];
  };
}

/** A duration cannot exceed the time of the whole exchange. */
function timeBetween(pointer: string, from: string, to: string): DerivedFieldRule {
  return (value, { elapsedMs = Number.POSITIVE_INFINITY }) => {
    const cost = valueAt(value, pointer);
    const [start, end] = [from, to].map((location) => Date.parse(String(valueAt(value, location))));
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
