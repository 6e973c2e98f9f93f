/** Writes bodies as forms, and measures and reads them. */
import { rpc } from '@pushspec/contract/cloudmonitor-rpc';
import { asJson, isObject, type JsonObject, parsedJson } from '../contract.ts';
import { utf8Bytes } from '../json-body.ts';

/** An operation by its name in the contract. */
export type RpcOperation = keyof typeof rpc;

/** The parameter with the events. */
export const LIST = 'EventInfo' satisfies keyof (typeof rpc)[RpcOperation]['style'];

/** Returns the form of a request: the action and the version, then the body in the style of the operation. */
export function formOf(operation: RpcOperation, body: JsonObject): string {
  const { action, version } = rpc[operation];
  const style: Readonly<Record<string, string>> = rpc[operation].style;
  const pairs = [
    [action.parameter, action.value] as const,
    [version.parameter, version.value] as const,
    ...Object.entries(body).flatMap(([name, value]) =>
      style[name] === 'repeatList' && Array.isArray(value) ? listPairs(name, value) : pairsOf(name, value),
    ),
  ];
  return pairs.map(([name, value]) => `${percentEncoded(name)}=${percentEncoded(value)}`).join('&');
}

function listPairs(name: string, items: readonly unknown[]): Pair[] {
  return items.flatMap((item, index) => {
    const place = `${name}.${index + 1}`;
    if (!isObject(item)) return pairsOf(place, item);
    return Object.entries(asJson(item)).flatMap(([field, value]) => pairsOf(`${place}.${field}`, value));
  });
}

type Pair = readonly [name: string, value: string];

/** Returns one parameter, or none for `undefined`. */
function pairsOf(name: string, value: unknown): Pair[] {
  const text = textOf(value);
  return text === undefined ? [] : [[name, text]];
}

/** Returns a value as the service receives it. What is not a string is sent as JSON, so that the service reports it. */
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Returns the bytes of the values in the JSON of an event of PutCustomEvent. */
export function valueBytesOf(text: string): number {
  const event: unknown = JSON.parse(text);
  if (!isObject(event)) return utf8Bytes(text);
  return Object.values(event).reduce<number>((sum, value) => sum + utf8Bytes(textOf(value) ?? ''), 0);
}

/** Returns the bytes of the values in a form, apart from the action and the version. */
export function valueBytesIn(form: Uint8Array): number {
  let bytes = 0;
  for (const [name, value] of new URLSearchParams(new TextDecoder().decode(form))) {
    if (name.startsWith(LIST)) bytes += utf8Bytes(value);
  }
  return bytes;
}

/** Returns the events in a form. */
export function eventsIn(form: string): JsonObject[] {
  const parameters = new URLSearchParams(form);
  const json = parameters.get(LIST);
  if (json !== null) return parsedJson(json) as JsonObject[];
  const events: Record<string, string>[] = [];
  for (const [name, value] of parameters) {
    const [list, index, field = ''] = name.split('.');
    if (list !== LIST) continue;
    const at = Number(index) - 1;
    events[at] = { ...events[at], [field]: value };
  }
  return events;
}

/** Percent-encodes everything except unreserved characters (RFC 3986). */
export function percentEncoded(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
