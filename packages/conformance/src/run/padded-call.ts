/** Brings a typed call to a size: `{ padTo: bytes }` in it stands for a text that makes the body as large as that. */
import { isObject, type Json } from '@pushspec/contract';
import type { Call } from '../scenario/scenario.ts';

/** The call with a text for its `padTo`; `bodyOf` says which body a call makes. */
export function paddedCall(call: Call, bodyOf: (call: Call) => Json): Call {
  const target = padTarget(call as Json);
  if (target === undefined) return call;
  const withText = (text: string) => replaced(call as Json, text) as Call;
  const missing = target - Buffer.byteLength(JSON.stringify(bodyOf(withText(''))));
  if (missing < 0) throw new Error(`the body has ${-missing} bytes more than it is to be padded to`);
  return withText('x'.repeat(missing));
}

function padTarget(node: Json): number | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  if (isPad(node)) return Number(node.padTo);
  for (const child of Object.values(node)) {
    const found = padTarget(child);
    if (found !== undefined) return found;
  }
  return undefined;
}

function replaced(node: Json, text: string): Json {
  if (isPad(node)) return text;
  if (Array.isArray(node)) return node.map((child) => replaced(child, text));
  if (!isObject(node)) return node;
  return Object.fromEntries(Object.entries(node).map(([name, child]) => [name, replaced(child, text)]));
}

function isPad(node: Json): node is { padTo: Json } {
  return isObject(node) && typeof node.padTo === 'number' && Object.keys(node).length === 1;
}
