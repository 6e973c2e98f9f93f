/** Mistakes that change a whole string before it is signed or hashed. */
import type { Attempt, Mistake, Signed } from '../../search/attempt.ts';
import { ENCODINGS } from '../../search/body/encodings.ts';

type Change = readonly [detail: string, change: (text: string) => string | Buffer];

const ENDS: readonly Change[] = [
  ['a line feed', (text) => `${text}\n`],
  ['CRLF', (text) => `${text}\r\n`],
  ['a space', (text) => `${text} `],
  ['a zero byte', (text) => `${text}\0`],
];

const CHANGES: readonly Change[] = [
  ['in lowercase', (text) => text.toLowerCase()],
  ['in uppercase', (text) => text.toUpperCase()],
  ['URL-encoded as a whole', encodeURIComponent],
  ['URL-decoded', decoded],
  ['with CRLF instead of LF', (text) => text.replaceAll('\n', '\r\n')],
  ['without line feeds', (text) => text.replaceAll('\n', '')],
  ['with the two characters \\n instead of line feeds', (text) => text.replaceAll('\n', '\\n')],
  ['with a space at its beginning', (text) => ` ${text}`],
  ['with a line feed at its beginning', (text) => `\n${text}`],
  ['with a byte order mark', (text) => `\ufeff${text}`],
  ['without the whitespace around it', (text) => text.trim()],
  ['in quotation marks', (text) => `"${text}"`],
  ['as a JSON string', (text) => JSON.stringify(text)],
  ['as base64', (text) => Buffer.from(text).toString('base64')],
];

/**
 * Returns the mistakes that change a string as a whole.
 * @param textOf - the string that is changed
 * @param attempt - turns a changed string into an attempt
 */
export function textChanges<Case extends Signed>(
  textOf: (request: Case) => string,
  attempt: (text: string | Buffer, request: Case) => Attempt,
): readonly Mistake<Case>[] {
  const all = (changes: readonly Change[]) => (request: Case) =>
    changes.map(([detail, change]) => ({ ...attempt(change(textOf(request)), request), detail }));
  return [
    {
      code: 'trailing-newline',
      cause: 'the signed string ends with {detail}',
      fix: 'Put nothing behind the last character of the string to sign.',
      attempts: all(ENDS),
    },
    {
      code: 'text-changed',
      cause: 'the string was changed before it was signed: it is signed {detail}',
      fix: 'Sign the UTF-8 bytes of the string, unchanged.',
      attempts: all(CHANGES),
    },
    {
      code: 'text-other-encoding',
      cause: 'the string was signed in another encoding, {detail}',
      fix: 'Sign the UTF-8 bytes of the string.',
      *attempts(request) {
        for (const { name, encode } of ENCODINGS) {
          const bytes = encode(textOf(request));
          if (bytes) yield { ...attempt(bytes, request), detail: name };
        }
      },
    },
  ];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
