/** The caller's own string to sign, sent for comparison in a header that takes no part in the signature. */
import type { SignatureParts, Signer } from './signature.ts';
import { PART_NAMES } from './words.ts';

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
export function firstDifference(
  { text: right, parts, signer }: { text: string; parts: SignatureParts; signer: Signer },
  own: string,
): Difference | undefined {
  if (own === right) return undefined;
  const { lineSeparator } = signer.rules;
  const [server, caller] = [right.split(lineSeparator), own.split(lineSeparator)];
  const longer = Math.max(server.length, caller.length);
  const index = Array.from({ length: longer }, (_, line) => line).find(
    (line) => server[line] !== caller[line],
  );
  if (index === undefined) return undefined;
  const headerLines = parts.headers.split(lineSeparator).length;
  const names = signer.order.flatMap((part) =>
    Array.from({ length: part === 'headers' ? headerLines : 1 }, () => PART_NAMES[part]),
  );
  const part = names[index] ?? 'after its end';
  return { line: index + 1, part, server: server[index], caller: caller[index] };
}
