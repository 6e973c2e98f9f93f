/** Mutates the rules of an RPC gateway: how an operation is selected, how its parameters are sent, and how they are signed. */
import type { Contract } from '@pushspec/conformance';
import { isObject, type Json, type JsonObject, type OperationEntry } from '@pushspec/contract';
import { below, type Mutation, replaced } from './mutation.ts';
import { reasonSwaps } from './reason-swap.ts';

/** Mutates the name, the version and the parameters of an operation of a gateway. */
export function rpcMutations(contract: Contract, { operation, pointer }: OperationEntry): Mutation[] {
  const { 'x-rpc': rpc } = operation;
  if (!isObject(rpc)) return [];
  const at = `${pointer}/x-rpc`;
  const list = (name: string) =>
    ((rpc[name] ?? []) as Json[]).map((each, index) =>
      removed(`${at}/${name}/${index}`, `(${each}) is removed`),
    );
  return [
    ...['action', 'version'].flatMap((part) => renamed(`${at}/${part}`, rpc[part])),
    ...list('parameters'),
    ...list('common'),
    ...(rpc.singleQuotes === undefined ? [] : [removed(`${at}/singleQuotes`)]),
    ...reasonMutationsIn(contract, at, rpc),
  ];
}

/** Mutates the schemes that a request may be signed with. */
export function schemeMutations(contract: Contract, at: string, signing: JsonObject): Mutation[] {
  const schemes = signing.schemes as Record<string, JsonObject>;
  return [
    ...Object.entries(schemes).flatMap(([name, scheme]) => {
      const place = below(`${at}/schemes`, name);
      const fields = Object.entries(scheme.fields as JsonObject);
      return [
        ...['selectedBy', 'algorithm'].flatMap((part) => renamed(`${place}/${part}`, scheme[part])),
        ...fields.flatMap(([field, rule]) => renamed(`${place}/fields/${field}`, rule)),
        ...hashMutations(`${place}/algorithm/hash`, scheme.algorithm as JsonObject),
        ...signedHeaderMutations(`${place}/signedHeaders`, scheme.signedHeaders),
      ];
    }),
    ...reasonMutationsIn(contract, at, signing),
  ];
}

/** The hashes that a scheme may use. */
const HASHES = ['sha1', 'sha256'];

function hashMutations(at: string, { hash }: JsonObject): Mutation[] {
  return HASHES.filter((other) => other !== hash).map((other) => changed(at, other));
}

function signedHeaderMutations(at: string, node: Json | undefined): Mutation[] {
  if (!isObject(node)) return [];
  return (node.required as Json[]).map((name, index) =>
    removed(`${at}/required/${index}`, `(${name}) is removed`),
  );
}

/** The properties that a request must contain as they are. */
const TEXTS = ['name', 'parameter', 'header', 'value', 'prefix'];

function renamed(at: string, node: Json | undefined): Mutation[] {
  if (!isObject(node)) return [];
  return TEXTS.filter((text) => node[text] !== undefined).map((text) => changed(`${at}/${text}`, 'mutant'));
}

/** Swaps each reason code at any depth: a service that finds the mistake reports another one. */
function reasonMutationsIn(contract: Contract, at: string, node: Json): Mutation[] {
  if (!isObject(node)) return [];
  return Object.entries(node).flatMap(([name, child]) => {
    const place = below(at, name);
    return name === 'reason' || name === 'missing'
      ? reasonSwaps(contract, place, child)
      : reasonMutationsIn(contract, place, child);
  });
}

function changed(pointer: string, next: Json): Mutation {
  return replaced(pointer, next, { kind: 'switch changed', what: `becomes ${next}`, codes: ['accepted'] });
}

function removed(pointer: string, what = 'is removed'): Mutation {
  return replaced(pointer, undefined, { kind: 'switch changed', what, codes: ['accepted'] });
}
