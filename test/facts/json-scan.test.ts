import {
  firstInvalidUtf8,
  type JsonProblem,
  readJson,
  repeatedProperties,
  scanJson,
  writtenProperties,
} from '@pushspec/contract';
import fc from 'fast-check';
import { expect, it } from 'vitest';

const fragments = fc.constantFrom(
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\\',
    '"a"',
    '"\\u00',
    '\\"',
    'true',
    'nul',
    'NaN',
    '-',
    '0',
    '12',
    '.5',
    'e+',
    'E',
  ],
  ...[
    ' ',
    '\t',
    '\n',
    '\r',
    '\u0000',
    '\u001f',
    '\u007f',
    '\ufeff',
    '\u2028',
    '告',
    '🚀',
    '\ud83d',
    "'",
    '/',
    '//',
    '__proto__',
  ],
);

const nearJson = fc.oneof(
  fc.array(fragments, { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.tuple(fc.json(), fc.nat(), fragments, fc.boolean()).map(([json, at, fragment, isCut]) => {
    const index = at % (json.length + 1);
    return json.slice(0, index) + fragment + (isCut ? '' : json.slice(index));
  }),
);

/** Returns the string as it can be sent: UTF-8 has no lone surrogates. */
const sent = (text: string) => Buffer.from(text);

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

it('accepts exactly what JSON.parse accepts', () => {
  const property = fc.property(nearJson, (text) => {
    const bytes = sent(text);
    return (scanJson(bytes).problem === undefined) === parses(bytes.toString());
  });
  fc.assert(property, { numRuns: 5_000 });
});

it('names a byte before which the text is merely incomplete', () => {
  const property = fc.property(nearJson, (text) => {
    const bytes = sent(text);
    const problem = scanJson(bytes).problem as JsonProblem;
    fc.pre(problem !== undefined);
    // A valid prefix is incomplete at every length. With the invalid byte it is not.
    for (let end = 0; end <= problem.byte; end++) {
      const beginning = scanJson(bytes.subarray(0, end)).problem;
      if (beginning !== undefined && beginning.byte !== end) return false;
    }
    const cut = scanJson(bytes.subarray(0, problem.byte + 1)).problem;
    return problem.byte === bytes.length ? cut?.detail === 'unexpected end' : cut?.byte === problem.byte;
  });
  fc.assert(property, { numRuns: 1_000 });
});

it('finds a syntax error where the engine reports one', () => {
  const property = fc.property(nearJson, (text) => {
    const bytes = sent(text);
    const { problem } = readJson(bytes);
    if (problem === undefined) return true;
    const position = /at position (\d+)/.exec(messageOf(bytes.toString()))?.[1];
    return (
      position === undefined ||
      Buffer.byteLength(bytes.toString().slice(0, Number(position))) === problem.byte
    );
  });
  fc.assert(property, { numRuns: 5_000 });
});

function messageOf(text: string): string {
  try {
    JSON.parse(text);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

it('counts the levels of any value with any strings', () => {
  const property = fc.property(fc.jsonValue(), fc.constantFrom('', '  ', '\t'), (value, indent) => {
    const bytes = sent(JSON.stringify(value, null, indent));
    return scanJson(bytes).depth === depthOf(JSON.parse(bytes.toString()));
  });
  fc.assert(property);
});

it('distinguishes a backslash before a closing quote from an escaped quote', () => {
  expect(scanJson(sent('["\\\\", [[]]]')).depth).toBe(3);
  expect(scanJson(sent('["\\"", [[]]]')).depth).toBe(3);
  expect(scanJson(sent('["\\", [[]]"]')).depth).toBe(1);
});

it('agrees with the platform decoder about valid UTF-8', () => {
  const property = fc.property(
    fc.uint8Array({ maxLength: 12 }),
    fc.string({ unit: 'binary' }),
    (noise, text) => {
      const bytes = Buffer.concat([sent(text), noise]);
      const at = firstInvalidUtf8(bytes);
      const isValid = (end: number) =>
        Buffer.from(bytes.subarray(0, end).toString()).equals(bytes.subarray(0, end));
      return at === undefined ? isValid(bytes.length) : isValid(at) && !isValid(bytes.length);
    },
  );
  fc.assert(property, { numRuns: 2_000 });
});

it('lists the properties of an object in source order', () => {
  const text = '{"a": 1.0, "b" : {"c": [1, {"d": 2}]}, "\\u0061":"}", "": -0 }';
  expect(writtenProperties(sent(text))).toEqual([
    { name: 'a', source: '1.0' },
    { name: 'b', source: '{"c": [1, {"d": 2}]}' },
    { name: 'a', source: '"}"' },
    { name: '', source: '-0' },
  ]);
  expect(writtenProperties(sent('{ }'))).toEqual([]);
  expect(writtenProperties(sent('[{"a":1}]'))).toEqual([]);
});

it('points to every property that replaces one of the same name', () => {
  const text = '{"a":[{"x":1,"x":{"y":1,"y":2}}, {"x":1}],"b/c":0,"b~c":0,"\\u0062/c":1,"a":0}';
  expect(repeatedProperties(sent(text))).toEqual(['/a/0/x', '/a/0/x/y', '/b~1c', '/a']);
  expect(repeatedProperties(sent(text), { most: 1 })).toEqual(['/a/0/x']);
  expect(repeatedProperties(sent('{"a": "\\"a\\": 1, {", "b": "a"}'))).toEqual([]);
});
