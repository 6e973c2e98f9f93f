/** The caller's own string to sign, sent for comparison in a header that takes no part in the signature. */
import type { SignatureParts } from '../signature.ts';

/** Base64, or the text with its line feeds written as \n. Without the prefix of signed headers, so it is not signed. */
export const STRING_TO_SIGN_HEADER = 'x-pushspec-string-to-sign';

export interface Difference {
  /** Counted from 1. */
  line: number;
  /** What the server has in this line, in words. */
  part: string;
  /** The lines, unmasked; undefined where the text has no such line. */
  server: string | undefined;
  caller: string | undefined;
}

/** The text of the header, with its line feeds. */
export function readOwnString(header: string): string {
  const text = header.trim();
  const isBase64 = !text.includes('\\n') && /^[0-9A-Za-z+/_-]+={0,2}$/.test(text);
  if (isBase64) return Buffer.from(text, 'base64').toString('utf8');
  return text.replace(/\\(\\|n|r|t)/g, (_, letter: string) => ESCAPES[letter] ?? letter);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\' };

/** The first line that differs; undefined where the texts are equal. */
export function firstDifference(right: string, own: string, parts: SignatureParts): Difference | undefined {
  if (own === right) return undefined;
  const [server, caller] = [right.split('\n'), own.split('\n')];
  const longer = Math.max(server.length, caller.length);
  const index = Array.from({ length: longer }, (_, line) => line).find(
    (line) => server[line] !== caller[line],
  );
  if (index === undefined) return undefined;
  return { line: index + 1, part: partAt(index, parts), server: server[index], caller: caller[index] };
}

function partAt(index: number, { headers }: SignatureParts): string {
  const headerLines = headers.split('\n').length;
  const names = [
    'the method',
    'Content-MD5',
    'Content-Type',
    'Date',
    ...Array.from({ length: headerLines }, () => 'the signed headers'),
    'the path',
  ];
  return names[index] ?? 'after its end';
}
