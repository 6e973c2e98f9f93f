/** Reads JSON from bytes, as `JSON.parse` does, and names the byte of the first fault. */
import type { Json } from './document.ts';
import { withEscapedControls } from './json-properties.ts';
import { type JsonFault, type JsonScanOptions, scanJson } from './json-scan.ts';

export type ReadJson =
  | { readonly value: Json; readonly fault?: undefined }
  | { readonly value?: undefined; readonly fault: JsonFault };

/** Extensions of JSON that a reader accepts. */
export type JsonRules = Pick<JsonScanOptions, 'controlCharacters'>;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Returns the value, or the first fault. The bytes have to be UTF-8; `text` is the same text, if the caller has it already. */
export function readJson(
  bytes: Uint8Array,
  rules: JsonRules = {},
  text: string = decoder.decode(bytes),
): ReadJson {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    const { fault } = scanJson(bytes, rules);
    if (fault) return { fault };
    if (!rules.controlCharacters) throw error;
    return { value: JSON.parse(withEscapedControls(text)) };
  }
}
