/** Parses JSON from bytes, as `JSON.parse` does, and reports the byte of the first error. */
import type { Json } from './document.ts';
import { withEscapedControls } from './json-properties.ts';
import { type JsonProblem, type JsonScanOptions, scanJson } from './json-scan.ts';
import { utf8Text } from './utf8.ts';

export type ReadJson =
  | { readonly value: Json; readonly problem?: undefined }
  | { readonly value?: undefined; readonly problem: JsonProblem };

/** Extensions of JSON that the parser accepts. */
export type JsonRules = Pick<JsonScanOptions, 'controlCharacters'>;

/**
 * Returns the value or the first error. Bytes in strings that are not UTF-8 become U+FFFD. Pass `source` if the bytes are
 * already decoded.
 */
export function readJson(
  bytes: Uint8Array,
  rules: JsonRules = {},
  source: string = utf8Text(bytes),
): ReadJson {
  try {
    return { value: JSON.parse(source) };
  } catch (error) {
    const { problem } = scanJson(bytes, rules);
    if (problem) return { problem };
    if (!rules.controlCharacters) throw error;
    return { value: JSON.parse(withEscapedControls(source)) };
  }
}
