/** A change to a contract: its location, its description, and the function that applies it. */
import { isObject, type Json, type JsonObject, type OpenApiDocument, valueAt } from '@pushspec/contract';

export const kinds = [
  'constraint removed',
  'constraint loosened',
  'constraint tightened',
  'constraint changed',
  'reason changed',
  'status changed',
  'message changed',
  'outcome changed',
  'response changed',
  'limit changed',
  'switch changed',
] as const;
export type MutationKind = (typeof kinds)[number];

export interface Mutation {
  /** JSON pointer to the changed node. */
  readonly pointer: string;
  readonly kind: MutationKind;
  /** Short description of the change. */
  readonly what: string;
  /** Codes of the affected reasons. */
  readonly codes: readonly string[];
  /** Modifies the given document. */
  apply(document: OpenApiDocument): void;
}

export interface Change {
  readonly kind: MutationKind;
  readonly what: string;
  readonly codes?: readonly string[];
}

/** Creates a mutation that sets a value at a pointer. `undefined` removes it. */
export function replaced(pointer: string, value: Json | undefined, change: Change): Mutation {
  return { codes: [], ...change, pointer, apply: (document) => setAt(document, pointer, value) };
}

export function setAt(document: OpenApiDocument, pointer: string, value: Json | undefined): void {
  const cut = pointer.lastIndexOf('/');
  const parent = valueAt(document, pointer.slice(0, cut)) as Json;
  const name = unescaped(pointer.slice(cut + 1));
  if (Array.isArray(parent)) {
    if (value === undefined) parent.splice(Number(name), 1);
    else parent[Number(name)] = value;
  } else if (isObject(parent)) {
    if (value === undefined) delete (parent as JsonObject)[name];
    else (parent as JsonObject)[name] = value;
  } else throw new Error(`there is nothing at ${pointer.slice(0, cut)}`);
}

function unescaped(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~');
}

export function below(pointer: string, name: string | number): string {
  return `${pointer}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
