/** Words the place where a text stops being JSON. */
import type { JsonFault } from '@pushspec/contract';

const LINE_FEED = 0x0a;

/** Returns line, column and byte; `its end` if the text ends too early. A column is a character, not a byte. */
export function jsonPlace(bytes: Uint8Array, { byte, problem }: JsonFault): string {
  if (problem === 'unexpected end') return 'its end';
  const before = bytes.subarray(0, byte);
  const lines = before.reduce((count, code) => (code === LINE_FEED ? count + 1 : count), 1);
  return `line ${lines} ${placeInLine(bytes, byte)}`;
}

function placeInLine(bytes: Uint8Array, byte: number): string {
  const start = bytes.subarray(0, byte).lastIndexOf(LINE_FEED) + 1;
  const column = [...new TextDecoder().decode(bytes.subarray(start, byte))].length + 1;
  return `column ${column}, byte ${byte}`;
}
