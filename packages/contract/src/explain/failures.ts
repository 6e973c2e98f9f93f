/** From the errors of a schema validator to reasons of the contract. */
import type { ErrorObject } from 'ajv';
import { escapePointer, isObject, type JsonObject, type OpenApiDocument } from '../document.ts';
import { schemaRules } from '../model/schema-rules.ts';
import type { MessageParameters } from '../reasons.ts';
import type { PointerOrder } from './check-order.ts';
import { failureParameters, type TypeNames } from './parameters.ts';

/** A rule of the contract that a value breaks. */
export interface Failure {
  /** Undefined where the contract gives this place no reason. */
  code: string | undefined;
  /** JSON pointer of the value (of a missing member: where it should be). */
  pointer: string;
  /** JSON pointer of the rule in the contract; undefined for soft rules. */
  contract: string | undefined;
  parameters: MessageParameters;
}

/** Failures reported for one value: a body that is wrong a thousand times does not need a thousand sentences. */
const REPORTED = 20;

interface Context {
  /** Where the nodes of the schema stand in the contract. */
  pointers: ReadonlyMap<unknown, string>;
  names: TypeNames;
  order: PointerOrder;
}

export function toFailures(errors: readonly ErrorObject[], context: Context): Failure[] {
  const failures = firstOfEachRule(placeNames(errors)).flatMap((error) => {
    const pointer = placeOf(error);
    const code = codeOf(error);
    // `propertyNames`, `if` and branches only repeat what the failure inside them says.
    if (code === undefined && ['propertyNames', 'if', 'allOf', 'anyOf', 'oneOf'].includes(error.keyword))
      return [];
    const contract = context.pointers.get(error.parentSchema);
    return [{ code, pointer, contract, parameters: failureParameters(error, pointer, context.names) }];
  });
  const named = failures.some((failure) => failure.code !== undefined)
    ? failures.filter((failure) => failure.code !== undefined)
    : failures;
  return unique(named.sort((a, b) => context.order(a.pointer, b.pointer))).slice(0, REPORTED);
}

/**
 * The failure of a name knows the name only where its schema stands inline. Behind a `$ref` the `propertyNames`
 * error that follows it does; it says nothing else and goes.
 */
function placeNames(errors: readonly ErrorObject[]): ErrorObject[] {
  const placed: ErrorObject[] = [];
  for (const error of errors) {
    if (error.keyword !== 'propertyNames') {
      placed.push({ ...error });
      continue;
    }
    const name: unknown = error.params.propertyName;
    const inner = placed.slice(lastOtherThan(placed, error.instancePath, name) + 1);
    for (const other of inner) other.propertyName = String(name);
    if (!inner.some((other) => codeOf(other) !== undefined)) placed.push(error);
  }
  return placed;
}

/** Index of the last error that is not about this name: those about it stand right before its `propertyNames` error. */
function lastOtherThan(errors: readonly ErrorObject[], instancePath: string, name: unknown): number {
  return errors.findLastIndex((error) => error.instancePath !== instancePath || error.data !== name);
}

/** The first errors of each rule, which are the first in the value too; sorting all of a large body takes seconds. */
function firstOfEachRule(errors: readonly ErrorObject[]): ErrorObject[] {
  const counts = new Map<unknown, Map<string, number>>();
  return errors.filter(({ parentSchema, keyword }) => {
    const byKeyword = counts.get(parentSchema) ?? new Map<string, number>();
    counts.set(parentSchema, byKeyword);
    const count = (byKeyword.get(keyword) ?? 0) + 1;
    byKeyword.set(keyword, count);
    return count <= REPORTED;
  });
}

function unique(failures: readonly Failure[]): Failure[] {
  const seen = new Set<string>();
  return failures.filter(({ code, pointer }) => {
    const key = `${code} ${pointer}`;
    return !seen.has(key) && seen.add(key);
  });
}

function placeOf(error: ErrorObject): string {
  const member = error.keyword === 'required' ? error.params.missingProperty : error.propertyName;
  const name = member ?? (error.keyword === 'propertyNames' ? error.params.propertyName : undefined);
  return name === undefined ? error.instancePath : `${error.instancePath}/${escapePointer(String(name))}`;
}

function codeOf(error: ErrorObject): string | undefined {
  const parent = error.parentSchema as JsonObject | undefined;
  if (!parent) return undefined;
  if (error.keyword === 'required') {
    const member = isObject(parent.properties)
      ? parent.properties[String(error.params.missingProperty)]
      : undefined;
    const own = isObject(member) ? schemaRules(member).reasonByKeyword.required : undefined;
    if (own !== undefined) return own;
  }
  return schemaRules(parent).reasonOf(error.keyword);
}

/** Every node of the document to its JSON pointer. */
export function pointersOf(document: OpenApiDocument): Map<unknown, string> {
  const pointers = new Map<unknown, string>();
  const visit = (node: unknown, pointer: string) => {
    if (typeof node !== 'object' || node === null) return;
    pointers.set(node, pointer);
    for (const [name, child] of Object.entries(node)) visit(child, `${pointer}/${escapePointer(name)}`);
  };
  visit(document, '');
  return pointers;
}
