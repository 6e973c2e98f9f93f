/** Checks properties of the masking that server and conformance tests share. Work is counted in steps, not in time. */
import { createMasker, maskedDeep, secretsInRequest, secretsInText } from '@pushspec/contract/masking';
import fc from 'fast-check';
import { expect, it } from 'vitest';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...'ab%\\"u0041/+ …:;=&{}[],.'), maxLength: 40 }),
);
const secret = anyText.filter((text) => text.length >= 6);

const json = (text: string) => JSON.stringify(text).slice(1, -1);
const percent = (text: string) => encodeURIComponent(text);
const everyByte = (text: string) =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const everyUnit = (text: string) =>
  Array.from(
    { length: text.length },
    (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');

/** Notations of a secret in a request. */
const spellings: readonly ((text: string) => string)[] = [
  (text) => text,
  json,
  (text) => json(json(text)),
  (text) => json(json(json(text))),
  percent,
  (text) => percent(percent(text)),
  (text) => percent(json(text)),
  (text) => json(percent(text)),
  everyByte,
  everyUnit,
  (text) => percent(text).replaceAll('%20', '+'),
  (text) => Buffer.from(text, 'utf8').toString('latin1'),
];

const spelled = fc.tuple(secret, fc.nat({ max: spellings.length - 1 }));

function read(text: string, decode: (text: string) => string): string {
  try {
    return decode(text);
  } catch {
    return text;
  }
}

it('shows no secret of six or more characters in any location or notation', () => {
  const parts = fc.array(fc.oneof(anyText, spelled), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(parts, fc.array(secret, { maxLength: 3 }), (written, others) => {
      const known = [...others, ...written.flatMap((part) => (typeof part === 'string' ? [] : [part[0]]))];
      const text = written
        .map((part) => (typeof part === 'string' ? part : (spellings[part[1]]?.(part[0]) ?? '')))
        .join('');
      const shown = createMasker(known).text(text);
      const readings = [
        shown,
        read(shown, decodeURIComponent),
        read(shown, (from) => JSON.parse(`"${from}"`)),
      ];
      for (const one of known) expect(readings.filter((reading) => reading.includes(one))).toEqual([]);
    }),
    { numRuns: 1500 },
  );
});

it('accepts any text and any secrets, including empty and short ones', () => {
  fc.assert(
    fc.property(fc.array(anyText), anyText, (secrets, text) => {
      const masker = createMasker(secrets);
      expect(typeof masker.text(text)).toBe('string');
      expect(typeof masker.text(text, { secrets: secretsInText(text) })).toBe('string');
    }),
    { numRuns: 1000 },
  );
});

it('does not change text without secrets or prefixes of secrets', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: fc.constantFrom(...'abc'), minLength: 6 })), (secrets) => {
      const text = '{"name":"x-y-z","list":["97 %","\\\\ \\u0058",1.5e3]} …';
      expect(createMasker(secrets).text(text)).toBe(text);
    }),
  );
});

it('shows no secret in the names and values of any JSON value, and keeps all its properties', () => {
  fc.assert(
    fc.property(fc.array(secret, { minLength: 1, maxLength: 4 }), fc.json(), (secrets, other) => {
      const value = { list: secrets, ...Object.fromEntries(secrets.map((one) => [one, { [one]: other }])) };
      const shown = maskedDeep(value, { masker: createMasker(secrets), shown: () => '…' });
      expect(Object.keys(shown).length).toBe(Object.keys(value).length);
      const texts = [...Object.keys(shown), ...(shown.list ?? [])];
      for (const one of secrets) expect(texts.filter((text) => text.includes(one))).toEqual([]);
    }),
  );
});

/** Strings that make a naive search quadratic. */
const hostile: Record<string, (size: number) => string> = {
  'one character': (size) => 'a'.repeat(size),
  'almost the secret, again and again': (size) => 'ababababab'.repeat(size / 10),
  backslashes: (size) => '\\'.repeat(size),
  'encoded per cent signs': (size) => '%25'.repeat(size / 3),
  'escapes of escapes': (size) => '\\u0025\\\\u0041%5c%2525'.repeat(size / 22),
  'names of secrets': (size) => '"token":"'.repeat(size / 9),
  'bytes of UTF-8': (size) => '\u00e2\u0080\u00a6'.repeat(size / 3),
};

const adverse = [
  'a'.repeat(5000),
  `${'ab'.repeat(2000)}c`,
  `${'ab'.repeat(2000)}d`,
  `${'a'.repeat(40)}b`,
  '\\\\\\\\\\\\',
];

it.each(Object.entries(hostile))('takes a number of steps proportional to the length of %s', (_, textOf) => {
  const stepsFor = (size: number) => {
    let steps = 0;
    createMasker(adverse, { onWork: (taken) => (steps += taken) }).text(textOf(size));
    return steps;
  };
  const [short, long] = [stepsFor(20_000), stepsFor(160_000)];
  expect(short).toBeGreaterThan(0);
  expect(long).toBeLessThan(short * 9);
});

it('needs no more steps for 3,000 secrets than for one', () => {
  const secrets = Array.from({ length: 3000 }, (_, index) => `common-beginning-${index}-${'x'.repeat(30)}`);
  const text = secrets.join(' ');
  const stepsFor = (known: string[]) => {
    let steps = 0;
    createMasker(known, { onWork: (taken) => (steps += taken) }).text(text);
    return steps;
  };
  // Each character is visited once, and once more after a partial match.
  expect(stepsFor(secrets)).toBeLessThan(3 * stepsFor(['no-such-secret']));
});

it('finds secrets at their locations in any request without an error', () => {
  const headers = fc.dictionary(fc.constantFrom('authorization', 'cookie', 'x-token', 'x-other'), anyText);
  const path = '/api/v1/push-events/{secret}/{subUri}';
  fc.assert(
    fc.property(anyText, headers, anyText, (target, given, body) => {
      const secrets = secretsInRequest({ target, headers: given, body }, { path });
      for (const { start, end, value } of secrets.body) {
        expect(start).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(body.length);
        expect(value).not.toBe('');
      }
    }),
    { numRuns: 1000 },
  );
});
