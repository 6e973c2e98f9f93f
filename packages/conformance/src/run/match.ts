/** Compares values with expectations that may contain matchers. */
import { isObject, type Json, type JsonObject } from '@pushspec/contract';
import { shortened } from '../contract/violation.ts';

/** A difference from the expectation. */
export interface Problem {
  /** The location: `status`, `header retry-after`, `body /code`, `verdict warnings`. */
  readonly what: string;
  readonly expected: string;
  readonly got: string;
}

/** Returns the differences. Expected properties must be present and match, others are allowed. Lists match element by element. */
export function mismatches(what: string, expected: Json, got: Json | undefined): Problem[] {
  if (isMatcher(expected)) return matcherProblems(what, expected, got);
  if (isObject(expected)) {
    if (!isObject(got)) return [problem(what, expected, got)];
    return Object.entries(expected).flatMap(([name, child]) =>
      mismatches(`${what}/${name}`, child, propertyOf(got, name)),
    );
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(got) || got.length !== expected.length) return [problem(what, expected, got)];
    return expected.flatMap((child, index) => mismatches(`${what}/${index}`, child, got[index]));
  }
  return Object.is(expected, got) ? [] : [problem(what, expected, got)];
}

function propertyOf(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function problem(what: string, expected: Json, got: Json | undefined): Problem {
  return { what, expected: shown(expected), got: shown(got) };
}

/** Formats a value for a problem, shortened to fit on a line. */
export function shown(value: Json | undefined): string {
  return value === undefined ? 'nothing' : shortened(JSON.stringify(value));
}

const MATCHERS: Readonly<Record<string, (argument: Json, got: Json | undefined) => boolean>> = {
  $type: (type, got) => got !== undefined && typeName(got) === type,
  $contains: (text, got) => typeof got === 'string' && got.includes(String(text)),
  $matches: (pattern, got) => typeof got === 'string' && new RegExp(String(pattern), 'u').test(got),
  $absent: (absent, got) => (got === undefined) === absent,
};

function isMatcher(node: Json): node is JsonObject {
  if (!isObject(node)) return false;
  const names = Object.keys(node);
  return names.length === 1 && names[0]?.startsWith('$') === true;
}

function matcherProblems(what: string, matcher: JsonObject, got: Json | undefined): Problem[] {
  const [[name, argument] = ['', null]] = Object.entries(matcher);
  const matches = MATCHERS[name];
  if (!matches) throw new Error(`${name} is not a matcher: use one of ${Object.keys(MATCHERS).join(', ')}`);
  return matches(argument, got) ? [] : [problem(what, matcher, got)];
}

function typeName(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
