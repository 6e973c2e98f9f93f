/** Formats the location of a JSON syntax error. */
import type { JsonProblem } from '@pushspec/contract';

const LINE_FEED = 0x0a;

/** Returns line, column and byte, or `its end` if the document ends too early. Columns count characters. */
export function jsonLocation(bytes: Uint8Array, { byte, detail }: JsonProblem): string {
  if (detail === 'unexpected end') return 'its end';
  const before = bytes.subarray(0, byte);
  const lines = before.reduce((count, code) => (code === LINE_FEED ? count + 1 : count), 1);
  return `line ${lines} ${columnAndByte(bytes, byte)}`;
}

function columnAndByte(bytes: Uint8Array, byte: number): string {
  const start = bytes.subarray(0, byte).lastIndexOf(LINE_FEED) + 1;
  const column = [...new TextDecoder().decode(bytes.subarray(start, byte))].length + 1;
  return `column ${column}, byte ${byte}`;
}
