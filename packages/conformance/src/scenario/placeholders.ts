/**
 * Placeholders: `{{now + 1s}}`, `{{limits.maxItems + 1}}`, `{{blueking.metric.dataId}}`, `{{#/json/pointer/into/the/contract}}`.
 * A string that is a single placeholder becomes its value with its type. Inside a longer string, the value is converted to a string.
 * `as seconds`, `as http` and the format of an API, such as `as cloudmonitor`, format a timestamp in another way than
 * milliseconds. `as segment` and `as path` percent-encode a string, with or without its slashes. `as other letters` swaps the case.
 */
import { type Json, type JsonObject, valueAt } from '@pushspec/contract';
import { timeForms } from '../apis/api-adapter.ts';

/** Values that placeholders refer to. */
export interface PlaceholderValues {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Values of dotted names: `limits.…` and credentials. */
  readonly names: JsonObject;
  /** The document that `#/…` points into. */
  readonly contract: Json;
  /** Whether strings contain JSON, so that inserted values must be escaped. */
  readonly isJsonText?: boolean;
}

/** Thrown if a scenario names a value that the configuration lacks. The message names it. */
export class MissingValueError extends Error {
  override readonly name = 'MissingValueError';
}

const PLACEHOLDER = /\{\{(.+?)\}\}/g;
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Fills placeholders in a JSON string. Inserted strings are escaped. */
export function fillJsonString(node: Json, placeholderValues: PlaceholderValues): Json {
  return fill(node, { ...placeholderValues, isJsonText: true });
}

/** Fills all placeholders of a tree and expands its `repeat`s. */
export function fill(node: Json, placeholderValues: PlaceholderValues): Json {
  if (typeof node === 'string') return fillString(node, placeholderValues);
  if (Array.isArray(node)) return node.map((child) => fill(child, placeholderValues));
  if (typeof node !== 'object' || node === null) return node;
  if (isRepeat(node)) return repeated(node.repeat, placeholderValues);
  return Object.fromEntries(
    Object.entries(node).map(([name, child]) => [
      String(fillString(name, placeholderValues)),
      fill(child, placeholderValues),
    ]),
  );
}

interface Repeat {
  of: Json;
  times: Json;
}

function isRepeat(node: JsonObject): node is { repeat: JsonObject & Repeat } {
  const names = Object.keys(node);
  return (
    names.length === 1 && names[0] === 'repeat' && typeof node.repeat === 'object' && node.repeat !== null
  );
}

/** Returns a list of equal elements, or a repeated string. */
function repeated({ of, times }: Repeat, placeholderValues: PlaceholderValues): Json {
  const count = Number(fill(times, placeholderValues));
  const element = fill(of, placeholderValues);
  return typeof element === 'string' ? element.repeat(count) : new Array<Json>(count).fill(element);
}

function fillString(text: string, placeholderValues: PlaceholderValues): Json {
  const whole = /^\{\{([^{}]+)\}\}$/.exec(text);
  if (whole) return evaluate(whole[1] as string, placeholderValues);
  return text.replace(PLACEHOLDER, (_, expression: string) => {
    const value = evaluate(expression, placeholderValues);
    if (typeof value === 'string' && placeholderValues.isJsonText) return JSON.stringify(value).slice(1, -1);
    return String(value);
  });
}

function evaluate(expression: string, placeholderValues: PlaceholderValues): Json {
  const [, sum = '', format] = /^(.*?)(?:\s+as\s+([\w ]+?))?\s*$/.exec(expression) ?? [];
  const [first = '', ...rest] = sum.trim().split(/\s+(?=[+-]\s)/);
  const isTimestamp = first === 'now';
  let value = isTimestamp ? placeholderValues.now : operand(first, placeholderValues, false);
  for (const term of rest) {
    const amount = operand(term.slice(1).trim(), placeholderValues, isTimestamp);
    if (typeof value !== 'number' || typeof amount !== 'number')
      throw new Error(`{{${expression}}} is not a sum of numbers`);
    value = term.startsWith('-') ? value - amount : value + amount;
  }
  if (format === undefined) return value;
  const textForm = TEXT_FORMS[format];
  return textForm ? textForm(String(value)) : written(Number(value), format);
}

/** Evaluates a number with or without unit, a dotted name, or a pointer. Sums with a timestamp are in milliseconds. */
function operand(text: string, { names, contract }: PlaceholderValues, isDuration: boolean): Json {
  const literal = /^(\d+)(ms|s|m|h)?$/.exec(text);
  if (literal) return Number(literal[1]) * (literal[2] === undefined ? 1 : (UNITS[literal[2]] as number));
  const value = text.startsWith('#')
    ? valueAt(contract, text.slice(1))
    : valueAt(names, `/${text.replaceAll('.', '/')}`);
  if (value === undefined || value === null)
    throw new MissingValueError(`the configuration has no value for ${text}`);
  // The name of a limit contains its unit.
  return isDuration && /seconds$/i.test(text) ? Number(value) * 1000 : value;
}

/** Limits of timestamps whose year has four digits. */
const EARLIEST_MS = Date.UTC(1000, 0);
const LATEST_MS = Date.UTC(10_000, 0) - 1;

const TEXT_FORMS: Readonly<Record<string, (text: string) => string>> = {
  segment: pathSegment,
  path: (text) => text.split('/').map(pathSegment).join('/'),
  'other letters': withSwappedCase,
};

/** Percent-encodes a string as one path segment. */
export function pathSegment(text: string): string {
  if (!text.isWellFormed())
    throw new MissingValueError('the configuration has a lone surrogate, which a path cannot carry');
  return encodeURIComponent(text);
}

function withSwappedCase(text: string): string {
  const swapped = text.replace(/[a-z]/gi, (letter) =>
    letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
  );
  if (swapped === text)
    throw new MissingValueError(
      'the configuration has a value without letters, whose case cannot be swapped',
    );
  return swapped;
}

function written(timestampMs: number, format: string): Json {
  const date = new Date(timestampMs);
  if (!(date.getTime() >= EARLIEST_MS && date.getTime() <= LATEST_MS))
    throw new MissingValueError('the limit is too large for a timestamp with a four-digit year');
  if (format === 'seconds') return Math.floor(timestampMs / 1000);
  if (format === 'http') return date.toUTCString();
  const form = timeForms[format];
  if (form) return form(date);
  const known = ['seconds', 'http', ...Object.keys(timeForms)].join(', ');
  throw new Error(`"as ${format}" is not a timestamp format: use one of ${known}`);
}
