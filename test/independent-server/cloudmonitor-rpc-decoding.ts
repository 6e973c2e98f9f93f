/** Decodes the parameters of an RPC request, and builds the body that they describe. */
import { parseJson, utf8 } from './json.ts';
import type { Json, Service } from './service.ts';

/** A parameter, decoded. Names and values that cannot be decoded are `undefined`. */
export interface Parameter {
  /** Name as sent, for messages. */
  readonly sent: string;
  readonly name: string | undefined;
  readonly value: string | undefined;
}

/** Splits a query or a form, and decodes its parameters. */
export function parametersIn(bytes: Buffer, rules: Service['rules']): Parameter[] {
  return split(bytes, '&')
    .filter(({ length }) => length > 0)
    .map((pair) => {
      const mark = pair.indexOf('=');
      const [name, value] =
        mark < 0 ? [pair, Buffer.alloc(0)] : [pair.subarray(0, mark), pair.subarray(mark + 1)];
      return { sent: name.toString('latin1'), name: decoded(name, rules), value: decoded(value, rules) };
    });
}

function split(bytes: Buffer, separator: string): Buffer[] {
  const parts: Buffer[] = [];
  let start = 0;
  for (let end = bytes.indexOf(separator); end >= 0; end = bytes.indexOf(separator, start)) {
    parts.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return [...parts, bytes.subarray(start)];
}

/** Decodes percent-encoded UTF-8. */
function decoded(
  bytes: Buffer,
  { plus, keepsPercents, replacesBytes }: Service['rules'],
): string | undefined {
  const text = bytes.toString('latin1').replaceAll('+', String(plus));
  if (/%(?![0-9a-fA-F]{2})/.test(text) && !keepsPercents) return undefined;
  const raw = text.replace(/%([0-9a-fA-F]{2})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
  const decodedBytes = Buffer.from(raw, 'latin1');
  return replacesBytes ? decodedBytes.toString('utf8') : utf8(decodedBytes);
}

/** What is wrong with a list, and the parameter to name. */
export interface ListFault {
  readonly fault: 'repeated' | 'index' | 'gap';
  readonly name: string;
}

export interface ListRules {
  /** Pattern of an index. */
  readonly index: RegExp;
  readonly allowsGaps: boolean;
  /** Whether a plain value may be next to a list. */
  readonly allowsBoth: boolean;
}

type Item = string | Map<string, string>;

/** Builds the list `Name.1.Field=…`. The value is `undefined` if no parameter belongs to it. */
export function listOf(
  list: string,
  parameters: readonly (readonly [name: string, value: string])[],
  { index, allowsGaps, allowsBoth }: ListRules,
): { readonly value: Json | undefined } | ListFault {
  const items = new Map<string, Item>();
  const [, plain] = parameters.find(([name]) => name === list) ?? [];
  for (const [name, value] of parameters.filter((one) => one[0].startsWith(`${list}.`))) {
    const [, position = '', ...field] = name.split('.');
    if (!index.test(position)) return { fault: 'index', name };
    if (!isAdded(items, position, { field: field.length > 0 ? field.join('.') : undefined, value }))
      return { fault: 'repeated', name };
  }
  if (items.size === 0) return { value: plain };
  if (plain !== undefined && !allowsBoth) return { fault: 'repeated', name: list };
  const ordered = [...items].sort(([a], [b]) => Number(a) - Number(b));
  const first = Number(ordered[0]?.[0]) === 0 ? 0 : 1;
  const gap = ordered.findIndex(([position], at) => Number(position) !== at + first);
  if (gap >= 0 && !allowsGaps) return { fault: 'gap', name: `${list}.${gap + first}` };
  return { value: ordered.map(([, item]) => (typeof item === 'string' ? item : Object.fromEntries(item))) };
}

/** Adds a plain item, or a field of an item. Returns false if the item is already of the other kind. */
function isAdded(
  items: Map<string, Item>,
  position: string,
  { field, value }: { readonly field: string | undefined; readonly value: string },
): boolean {
  const item = items.get(position);
  if (field === undefined) {
    if (item instanceof Map) return false;
    items.set(position, value);
    return true;
  }
  if (typeof item === 'string') return false;
  items.set(position, (item ?? new Map<string, string>()).set(field, value));
  return true;
}

/** Parses JSON. Strings may have single quotes if that is allowed. */
export function parseQuotedJson(
  text: string,
  singleQuotes: boolean,
): { value: Json; text: string } | undefined {
  const standard = singleQuotes ? doubleQuoted(text) : text;
  const parsed = parseJson(standard);
  return parsed && { value: parsed.value, text: standard };
}

/** Replaces single quotes around strings with double quotes. */
function doubleQuoted(text: string): string {
  const strings = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/gs;
  return text.replace(strings, (literal) => {
    if (literal.startsWith('"')) return literal;
    const inner = literal
      .slice(1, -1)
      .replace(/\\.|"/gs, (part) => (part === "\\'" ? "'" : part === '"' ? '\\"' : part));
    return `"${inner}"`;
  });
}
