/** Reads the caller's string to sign, which is sent for comparison in an unsigned header. */

/** Contains base64, or the string with line feeds written as \n. Not signed, because it lacks the prefix of signed headers. */
export const STRING_TO_SIGN_HEADER = 'x-pushspec-string-to-sign';

/** The first part in which two strings to sign differ. */
export interface Difference {
  /** Counted from 1. */
  line: number;
  /** Name of the part in the server's string. */
  part: string;
  /** The parts, unmasked, or `undefined` if a string has no such part. */
  server: string | undefined;
  caller: string | undefined;
}

/** Decodes the header into the string to sign. */
export function readCallerString(header: string): string {
  const text = header.trim();
  const isBase64 = !text.includes('\\n') && /^[0-9A-Za-z+/_-]+={0,2}$/.test(text);
  if (isBase64) return Buffer.from(text, 'base64').toString('utf8');
  return text.replace(/\\(\\|n|r|t)/g, (_, letter: string) => ESCAPES[letter] ?? letter);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\' };

/** Returns the index of the first part that differs, or `undefined` if all are equal. */
export function firstDifferent(server: readonly string[], caller: readonly string[]): number | undefined {
  const longer = Math.max(server.length, caller.length);
  const index = Array.from({ length: longer }, (_, at) => at).find((at) => server[at] !== caller[at]);
  return index;
}
