/** Mistakes in the layout of the string to sign. */

import type { Attempt } from '../../search/attempt.ts';
import { type Mistake, type SignatureCase, withParts } from '../case.ts';
import { LINES, PART_NAMES } from '../labels.ts';
import type { PartName } from '../signature.ts';

const FIX =
  'Join the six parts with single line feeds, without one at the end. A missing part leaves its line empty.';

export const layoutMistakes: readonly Mistake[] = [
  {
    code: 'trailing-newline',
    cause: 'the string to sign ends with {detail}',
    fix: FIX,
    attempts: ({ text }) => [
      { text: `${text}\n`, detail: 'a line feed' },
      { text: `${text}\r\n`, detail: 'CRLF' },
      { text: `${text}\n\n`, detail: 'two line feeds' },
      { text: `${text} `, detail: 'a space' },
      { text: `\n${text}`, detail: 'its last part, but starts with a line feed' },
      { text: `${text}\0`, detail: 'a zero byte' },
    ],
  },
  {
    code: 'line-ends',
    cause: 'the lines of the string to sign are separated by {detail}',
    fix: FIX,
    attempts: lineEnds,
  },
  {
    code: 'line-missing',
    cause: 'the string to sign has no line for {detail}',
    fix: FIX,
    attempts: missingLines,
  },
  {
    code: 'line-order',
    cause: 'the parts of the string to sign are in the wrong order: {detail}',
    fix: `The order is ${LINES}.`,
    attempts: otherOrders,
  },
  {
    code: 'line-labelled',
    cause: 'the lines of the string to sign start with the names of their headers',
    fix: 'Write only the values of Content-MD5, Content-Type and Date.',
    attempts: labeled,
  },
  {
    code: 'text-changed',
    cause: 'the string to sign was {detail} before it was signed',
    fix: 'Sign the unchanged UTF-8 bytes of the string to sign.',
    attempts: ({ text }) => [
      { text: text.toLowerCase(), detail: 'changed to lowercase' },
      { text: text.toUpperCase(), detail: 'changed to uppercase' },
      { text: encodeURIComponent(text), detail: 'URL-encoded' },
      { text: Buffer.from(text).toString('base64'), detail: 'encoded as base64' },
      { text: Buffer.from(text).toString('hex'), detail: 'written as hexadecimal digits' },
      { text: JSON.stringify(text), detail: 'written as a JSON string' },
      { text: Buffer.from(text, 'utf16le'), detail: 'encoded as UTF-16' },
      { text: Buffer.from(text, 'utf16le').swap16(), detail: 'encoded as UTF-16, big-endian' },
      { text: Buffer.from(`\ufeff${text}`), detail: 'given a byte order mark' },
      { text: text.replace(/\n+/g, '\n'), detail: 'stripped of its empty lines' },
      { text: text.trim(), detail: 'trimmed' },
      { text: Buffer.from(text, 'latin1'), detail: 'encoded as ISO 8859-1' },
    ],
  },
];

function* lineEnds({ text, parts, signer }: SignatureCase): Iterable<Attempt> {
  const ends = [
    ['\r\n', 'CRLF'],
    ['\r', 'carriage returns'],
    ['\\n', 'a backslash and the letter n, not by line feeds'],
    ['', 'nothing'],
    [' ', 'spaces'],
    [',', 'commas'],
    ['&', '&'],
    ['+', '+'],
    [';', 'semicolons'],
    ['|', '|'],
    ['\n\n', 'two line feeds'],
    ['\u2028', 'a character other than the line feed'],
  ] as const;
  for (const [end, detail] of ends) {
    yield { text: text.replaceAll(signer.rules.lineSeparator, end), detail };
    yield { text: signer.join(parts, end), detail: `${detail} between the parts` };
  }
}

function* missingLines({ parts, signer: { order, rules } }: SignatureCase): Iterable<Attempt> {
  const present = order.filter((name) => parts[name] !== '');
  const absent = order.filter((name) => parts[name] === '');
  const joined = (names: readonly PartName[]) => names.map((name) => parts[name]).join(rules.lineSeparator);
  if (absent.length > 0)
    yield { text: joined(present), detail: absent.map((name) => PART_NAMES[name]).join(' and ') };
  for (const left of order)
    yield { text: joined(order.filter((name) => name !== left)), detail: PART_NAMES[left] };
  const bare = order.filter((name) => name !== 'contentMd5' && name !== 'contentType');
  yield { text: joined(bare), detail: `${PART_NAMES.contentMd5} and ${PART_NAMES.contentType}` };
}

function* otherOrders({ parts, signer: { order, rules } }: SignatureCase): Iterable<Attempt> {
  const text = (names: readonly PartName[]) => names.map((name) => parts[name]).join(rules.lineSeparator);
  for (const [index, first] of order.entries()) {
    for (const second of order.slice(index + 1)) {
      const swapped = order.map((name) => (name === first ? second : name === second ? first : name));
      yield {
        text: text(swapped),
        detail: `${PART_NAMES[first]} and ${PART_NAMES[second]} are swapped`,
      };
    }
  }
  for (const moved of order) {
    const others = order.filter((name) => name !== moved);
    yield { text: text([moved, ...others]), detail: `${PART_NAMES[moved]} comes first` };
    yield { text: text([...others, moved]), detail: `${PART_NAMES[moved]} comes last` };
  }
}

function* labeled(request: SignatureCase): Iterable<Attempt> {
  const { contentMd5, contentType, date } = request.parts;
  for (const colon of [':', ': ']) {
    for (const [md5, type, day] of [
      ['Content-MD5', 'Content-Type', 'Date'],
      ['content-md5', 'content-type', 'date'],
    ] as const)
      yield withParts(request, {
        contentMd5: md5 + colon + contentMd5,
        contentType: type + colon + contentType,
        date: day + colon + date,
      });
  }
}
