/**
 * Placeholders: `{{now + 1s}}`, `{{limits.maxItems + 1}}`, `{{blueking.metric.dataId}}`, `{{#/json/pointer/into/the/contract}}`.
 * A text that is one placeholder takes its value with its type; inside a longer text the value is written out.
 * `as seconds`, `as http` and `as cloudmonitor` write an instant in another form than milliseconds; `as segment` and `as path`
 * percent-encode a text, with or without its slashes; `as other letters` swaps upper and lower case.
 */
import { type Json, type JsonObject, valueAt } from '@pushspec/contract';

export interface Meanings {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** What dotted names mean: `limits.…` and credentials. */
  readonly names: JsonObject;
  /** What `#/…` points into. */
  readonly contract: Json;
  /** Whether the texts are JSON, so that what is put into them has to be escaped. */
  readonly isJsonText?: boolean;
}

/** A scenario that cannot be played because something it names is not there; the message says what. */
export class MissingValue extends Error {
  override readonly name = 'MissingValue';
}

const PLACEHOLDER = /\{\{(.+?)\}\}/g;
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Puts values for the placeholders of a JSON text: a text that is put into one of its strings is escaped. */
export function fillJsonText(node: Json, meanings: Meanings): Json {
  return fill(node, { ...meanings, isJsonText: true });
}

/** Puts values for all placeholders of a tree, and unfolds its `repeat`s. */
export function fill(node: Json, meanings: Meanings): Json {
  if (typeof node === 'string') return fillText(node, meanings);
  if (Array.isArray(node)) return node.map((child) => fill(child, meanings));
  if (typeof node !== 'object' || node === null) return node;
  if (isRepeat(node)) return repeated(node.repeat, meanings);
  return Object.fromEntries(
    Object.entries(node).map(([name, child]) => [String(fillText(name, meanings)), fill(child, meanings)]),
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

/** A list of equal elements; of a text, the text many times over. */
function repeated({ of, times }: Repeat, meanings: Meanings): Json {
  const count = Number(fill(times, meanings));
  const element = fill(of, meanings);
  return typeof element === 'string' ? element.repeat(count) : new Array<Json>(count).fill(element);
}

function fillText(text: string, meanings: Meanings): Json {
  const whole = /^\{\{([^{}]+)\}\}$/.exec(text);
  if (whole) return evaluate(whole[1] as string, meanings);
  return text.replace(PLACEHOLDER, (_, expression: string) => {
    const value = evaluate(expression, meanings);
    if (typeof value === 'string' && meanings.isJsonText) return JSON.stringify(value).slice(1, -1);
    return String(value);
  });
}

function evaluate(expression: string, meanings: Meanings): Json {
  const [, sum = '', format] = /^(.*?)(?:\s+as\s+([\w ]+?))?\s*$/.exec(expression) ?? [];
  const [first = '', ...rest] = sum.trim().split(/\s+(?=[+-]\s)/);
  const isInstant = first === 'now';
  let value = isInstant ? meanings.now : operand(first, meanings, false);
  for (const term of rest) {
    const amount = operand(term.slice(1).trim(), meanings, isInstant);
    if (typeof value !== 'number' || typeof amount !== 'number')
      throw new Error(`{{${expression}}} is not a sum of numbers`);
    value = term.startsWith('-') ? value - amount : value + amount;
  }
  if (format === undefined) return value;
  const textForm = TEXT_FORMS[format];
  return textForm ? textForm(String(value)) : written(Number(value), format);
}

/** A number with or without unit, a dotted name, or a pointer. In sums with an instant everything is in milliseconds. */
function operand(text: string, { names, contract }: Meanings, isDuration: boolean): Json {
  const literal = /^(\d+)(ms|s|m|h)?$/.exec(text);
  if (literal) return Number(literal[1]) * (literal[2] === undefined ? 1 : (UNITS[literal[2]] as number));
  const value = text.startsWith('#')
    ? valueAt(contract, text.slice(1))
    : valueAt(names, `/${text.replaceAll('.', '/')}`);
  if (value === undefined || value === null)
    throw new MissingValue(`the configuration has no value for ${text}`);
  // Units stand in names: that is how a limit tells its own.
  return isDuration && /seconds$/i.test(text) ? Number(value) * 1000 : value;
}

/** Instants whose year has four digits. */
const EARLIEST_MS = Date.UTC(1000, 0);
const LATEST_MS = Date.UTC(10_000, 0) - 1;

const TEXT_FORMS: Readonly<Record<string, (text: string) => string>> = {
  segment: pathSegment,
  path: (text) => text.split('/').map(pathSegment).join('/'),
  'other letters': inOtherLetters,
};

/** A text as it is written between two slashes of a path. */
export function pathSegment(text: string): string {
  if (!text.isWellFormed())
    throw new MissingValue('the configuration has half a character, which no path can carry');
  return encodeURIComponent(text);
}

function inOtherLetters(text: string): string {
  const swapped = text.replace(/[a-z]/gi, (letter) =>
    letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
  );
  if (swapped === text) throw new MissingValue('the configuration has a value without letters here');
  return swapped;
}

function written(instantMs: number, format: string): Json {
  const date = new Date(instantMs);
  if (!(date.getTime() >= EARLIEST_MS && date.getTime() <= LATEST_MS))
    throw new MissingValue('the instant has no year of four digits, as the limit is so large');
  switch (format) {
    case 'seconds':
      return Math.floor(instantMs / 1000);
    case 'http':
      return date.toUTCString();
    case 'cloudmonitor':
      return date.toISOString().replaceAll(/[-:]/g, '').replace('Z', '+0000');
    default:
      throw new Error(`"as ${format}" is not a form of an instant: use seconds, http or cloudmonitor`);
  }
}
