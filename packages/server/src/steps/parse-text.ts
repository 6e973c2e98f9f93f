/** JSON as a vendor's receiver reads it. */
import type { Json } from '@pushspec/contract';
import type { Contract } from '../contract/contract.ts';
import { endOfString, withEscapedControls } from './json-text.ts';

/** The value of a JSON text. Throws a SyntaxError that names the position. */
export function parseText({ operation }: Contract, text: string): Json {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (operation['x-accepts-control-characters'] !== true) throw error;
    return JSON.parse(withEscapedStrings(text));
  }
}

/** Escapes what stands raw in strings; outside of them a line break is a blank. */
function withEscapedStrings(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let start = text.indexOf('"'); start >= 0; start = text.indexOf('"', from)) {
    const end = endOfString(text, start);
    parts.push(text.slice(from, start), withEscapedControls(text.slice(start, end)));
    from = end;
    if (text[from] === '"') parts.push(text[from++] as string);
  }
  return [...parts, text.slice(from)].join('');
}
