/** Maps the errors of a schema validator to reasons of the contract. */
import type { ErrorObject } from 'ajv';
import { escapePointer, isObject, type JsonObject, type OpenApiDocument } from '../document.ts';
import { schemaRules } from '../model/schema-rules.ts';
import type { MessageParameters } from '../reasons.ts';
import { ofOwnType } from './alternatives.ts';
import type { PointerOrder } from './check-order.ts';
import { failureParameters, type TypeNames } from './parameters.ts';

/** A rule of the contract that a value breaks. */
export interface Failure {
  /** Reason code; `undefined` if the contract gives this location no reason. */
  code: string | undefined;
  /** JSON pointer of the value, or of where a missing property should be. */
  pointer: string;
  /** JSON pointer of the rule in the contract; `undefined` for soft rules. */
  contract: string | undefined;
  parameters: MessageParameters;
}

/** Maximum number of failures to report for one value. More would not help the reader. */
const MAX_FAILURES = 20;

interface Context {
  /** The JSON pointers of the schema nodes in the contract. */
  pointers: ReadonlyMap<unknown, string>;
  names: TypeNames;
  order: PointerOrder;
}

/** Returns the failures for the errors of a validator, at most {@link MAX_FAILURES}. */
export function toFailures(errors: readonly ErrorObject[], context: Context): Failure[] {
  const failures = firstOfEachRule(withPropertyNames(errors)).flatMap((error) => {
    const pointer = pointerOf(error);
    const code = codeOf(error);
    // `propertyNames`, `if` and branches only repeat the failure inside of them.
    if (code === undefined && ['propertyNames', 'if', 'allOf', 'anyOf', 'oneOf'].includes(error.keyword))
      return [];
    const contract = context.pointers.get(error.parentSchema);
    const shown = ofOwnType(error, errors);
    return [{ code, pointer, contract, parameters: failureParameters(shown, pointer, context.names) }];
  });
  const named = failures.some((failure) => failure.code !== undefined)
    ? failures.filter((failure) => failure.code !== undefined)
    : failures;
  return unique(named.sort((a, b) => context.order(a.pointer, b.pointer))).slice(0, MAX_FAILURES);
}

/**
 * Adds the property name to errors about names. Ajv does so only for inline schemas. For a schema behind a `$ref`, the
 * name is in the `propertyNames` error that follows, which is dropped because it adds nothing else.
 */
function withPropertyNames(errors: readonly ErrorObject[]): ErrorObject[] {
  const named: ErrorObject[] = [];
  for (const error of errors) {
    if (error.keyword !== 'propertyNames') {
      named.push({ ...error });
      continue;
    }
    const name: unknown = error.params.propertyName;
    const inner = named.slice(lastOtherThan(named, error.instancePath, name) + 1);
    for (const other of inner) other.propertyName = String(name);
    if (!inner.some((other) => codeOf(other) !== undefined)) named.push(error);
  }
  return named;
}

/**
 * Returns the index of the last error that is not about this name. Errors about it come right before its `propertyNames`
 * error.
 */
function lastOtherThan(errors: readonly ErrorObject[], instancePath: string, name: unknown): number {
  return errors.findLastIndex((error) => error.instancePath !== instancePath || error.data !== name);
}

/**
 * Returns the first errors of each rule, which are also the first in the value. Sorting all errors of a large body takes
 * seconds.
 */
function firstOfEachRule(errors: readonly ErrorObject[]): ErrorObject[] {
  const counts = new Map<unknown, Map<string, number>>();
  return errors.filter(({ parentSchema, keyword }) => {
    const byKeyword = counts.get(parentSchema) ?? new Map<string, number>();
    counts.set(parentSchema, byKeyword);
    const count = (byKeyword.get(keyword) ?? 0) + 1;
    byKeyword.set(keyword, count);
    return count <= MAX_FAILURES;
  });
}

function unique(failures: readonly Failure[]): Failure[] {
  const seen = new Set<string>();
  return failures.filter(({ code, pointer }) => {
    const key = `${code} ${pointer}`;
    return !seen.has(key) && seen.add(key);
  });
}

function pointerOf(error: ErrorObject): string {
  const property = error.keyword === 'required' ? error.params.missingProperty : error.propertyName;
  const name = property ?? (error.keyword === 'propertyNames' ? error.params.propertyName : undefined);
  return name === undefined ? error.instancePath : `${error.instancePath}/${escapePointer(String(name))}`;
}

function codeOf(error: ErrorObject): string | undefined {
  const parent = error.parentSchema as JsonObject | undefined;
  if (!parent) return undefined;
  if (error.keyword === 'required') {
    const property = isObject(parent.properties)
      ? parent.properties[String(error.params.missingProperty)]
      : undefined;
    const own = isObject(property) ? schemaRules(property).reasonByKeyword.required : undefined;
    if (own !== undefined) return own;
  }
  return schemaRules(parent).reasonOf(error.keyword);
}

/** Maps every node of the document to its JSON pointer. */
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
