/** Builds the body of an RPC request from its decoded parameters: plain values, flattened lists, and JSON. */
import type { Json, JsonObject } from './document.ts';
import { type JsonProblem, scanJson } from './json-scan.ts';
import type { Operation, Rpc } from './model/contract.ts';
import type { MessageParameters } from './reasons.ts';

/** A decoded parameter. */
export interface SentValue {
  readonly name: string;
  readonly value: string;
}

/** An error in the parameters of a request. */
export interface ParameterFault {
  /**
   * `malformed`: invalid percent-encoding or UTF-8. `repeated`: sent twice, or both as a value and as a list. `index`: the
   * index of a list is not a positive integer without leading zeros. `gap`: an index is left out. `json`: invalid JSON.
   * `deep`: JSON that is nested too deeply.
   */
  readonly kind: 'malformed' | 'repeated' | 'index' | 'gap' | 'json' | 'deep';
  /** Name of the parameter. Undecoded if it is malformed, and the missing one for a gap. */
  readonly name: string;
  /** For invalid JSON, the byte in the decoded value, and what is wrong there. */
  readonly at?: { readonly byte: number; readonly detail: string };
}

/** Rules for JSON in a parameter. */
export interface BodyRules {
  readonly singleQuotes?: boolean;
  /** Levels of arrays and objects in the JSON of one parameter. @default no limit */
  readonly maxDepth?: number;
}

/** Builds the body. */
export function bodyOfValues(
  { style = {} }: Rpc,
  values: readonly SentValue[],
  { singleQuotes = false, maxDepth = Number.POSITIVE_INFINITY }: BodyRules = {},
): { body: JsonObject } | { fault: ParameterFault } {
  const lists = new Map<string, ListBuilder>(
    Object.keys(style)
      .filter((name) => style[name] === 'repeatList')
      .map((name) => [name, new Map()]),
  );
  const plain: [string, Json][] = [];
  for (const { name, value } of values) {
    const dot = name.indexOf('.');
    const list = dot < 0 ? undefined : lists.get(name.slice(0, dot));
    if (list) {
      const fault = addToList(list, { name, value }, name.slice(dot + 1));
      if (fault) return { fault };
    } else if (style[name] === 'json') {
      const read = readValue(value, { singleQuotes, maxDepth });
      if ('fault' in read) return { fault: { ...read.fault, name } };
      plain.push([name, read.value]);
    } else plain.push([name, value]);
  }
  for (const [name, list] of lists) {
    if (list.size === 0) continue;
    if (plain.some(([other]) => other === name)) return { fault: { kind: 'repeated', name } };
    const gap = firstGap(list);
    if (gap !== undefined) return { fault: { kind: 'gap', name: `${name}.${gap}` } };
    plain.push([name, itemsOf(list)]);
  }
  // Unlike an assignment, this also creates a property named __proto__.
  return { body: Object.fromEntries(plain) };
}

/** Maps an index to the item: its value, or its fields. */
type ListBuilder = Map<number, string | Map<string, string>>;

const INDEX = /^[1-9][0-9]*$/;

function addToList(list: ListBuilder, { name, value }: SentValue, rest: string): ParameterFault | undefined {
  const dot = rest.indexOf('.');
  const index = dot < 0 ? rest : rest.slice(0, dot);
  if (!INDEX.test(index)) return { kind: 'index', name };
  const at = Number(index);
  const item = list.get(at);
  if (dot < 0 ? item !== undefined : typeof item === 'string') return { kind: 'repeated', name };
  if (dot < 0) list.set(at, value);
  else {
    const fields = item instanceof Map ? item : new Map<string, string>();
    fields.set(rest.slice(dot + 1), value);
    list.set(at, fields);
  }
  return undefined;
}

function firstGap(list: ListBuilder): number | undefined {
  for (let index = 1; index <= list.size; index++) if (!list.has(index)) return index;
  return undefined;
}

function itemsOf(list: ListBuilder): Json[] {
  return Array.from({ length: list.size }, (_, index) => {
    const item = list.get(index + 1);
    return item instanceof Map ? Object.fromEntries(item) : (item as string);
  });
}

const encoder = new TextEncoder();

type ReadValue = { value: Json } | { fault: Pick<ParameterFault, 'kind' | 'at'> };

/** Reads the JSON of a parameter, or the same text with other quotes if that is valid JSON. */
function readValue(text: string, { singleQuotes, maxDepth }: Required<BodyRules>): ReadValue {
  const read = scanned(text, maxDepth);
  if (!('problem' in read)) return read;
  const { problem } = read;
  const fault = (at: JsonProblem): ReadValue => ({ fault: { kind: 'json', at } });
  if (!singleQuotes || !text.includes("'")) return fault(problem);
  const written = withDoubleQuotes(text);
  const other = scanned(written, maxDepth);
  if (!('problem' in other)) return other;
  // A quote is allowed, so what is wrong comes later.
  const isQuote = encoder.encode(text)[problem.byte] === SINGLE_QUOTE;
  if (!isQuote) return fault(problem);
  return fault({ ...other.problem, byte: originalByte(text, written, other.problem.byte) });
}

function scanned(text: string, maxDepth: number): ReadValue | { problem: JsonProblem } {
  const { problem, depth } = scanJson(encoder.encode(text), { maxDepth });
  if (depth > maxDepth) return { fault: { kind: 'deep' } };
  return problem ? { problem } : { value: JSON.parse(text) as Json };
}

const SINGLE_QUOTE = 0x27;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Returns the byte of a text from which a byte of its form with double quotes was written. */
function originalByte(text: string, written: string, byte: number): number {
  const characters = decoder.decode(encoder.encode(written).subarray(0, byte)).length;
  let [from, to] = [0, 0];
  rewriteQuotes(text, (original, replacement) => {
    if (to + replacement.length > characters) {
      // The byte is inside an escape that is the same in both.
      if (replacement === original) from += characters - to;
      return false;
    }
    from += original.length;
    to += replacement.length;
    return true;
  });
  return encoder.encode(text.slice(0, from)).length;
}

/** Returns the JSON with double quotes around the strings that have single quotes. */
export function withDoubleQuotes(text: string): string {
  let written = '';
  rewriteQuotes(text, (_, replacement) => {
    written += replacement;
    return true;
  });
  return written;
}

/** Calls a function with each part of a JSON text and its form with double quotes, until it returns `false`. */
function rewriteQuotes(text: string, each: (original: string, replacement: string) => boolean): void {
  let quote = '';
  for (let index = 0; index < text.length; ) {
    const character = text[index] as string;
    const next = text[index + 1] ?? '';
    let [original, replacement] = [character, character];
    if (quote === '') {
      if (character === '"' || character === "'") quote = character;
      if (character === "'") replacement = '"';
    } else if (character === '\\') {
      original += next;
      // JSON has no escape for a single quote.
      replacement = next === "'" ? next : original;
    } else if (character === quote) {
      quote = '';
      replacement = '"';
    } else if (character === '"') replacement = '\\"';
    if (!each(original, replacement)) return;
    index += original.length;
  }
}

/** Returns the reason code of a fault, and the parameters of its message. */
export function reasonOfFault(
  { reasons, limits }: Pick<Operation, 'reasons' | 'limits'>,
  { kind, name, at }: ParameterFault,
): { code: string; parameters: MessageParameters } {
  const malformed = reasons['malformed-parameters'] ?? reasons.other;
  const own = {
    malformed,
    repeated: reasons['repeated-parameter'],
    index: reasons['list-index'],
    gap: reasons['list-gap'],
    json: reasons['malformed-json'],
    deep: limits.depth.reason,
  }[kind];
  const detail = at && { index: at.byte, detail: at.detail };
  const parameters = { name, problem: kind, limit: limits.depth.value, ...detail };
  return { code: String(own ?? malformed), parameters };
}
