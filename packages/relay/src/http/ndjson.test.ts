import { expect, it } from 'vitest';
import { parseLines } from './ndjson.ts';

it('reads one event per line, and skips empty lines', () => {
  expect(parseLines(Buffer.from('{"a":1}\r\n\n  \n{"a":"磁盘"}'))).toEqual({
    events: [{ a: 1 }, { a: '磁盘' }],
    lines: [1, 4],
  });
});

it.each(['', '\n', '\r\n \n'])('finds no event in %j', (text) => {
  expect(parseLines(Buffer.from(text))).toEqual({ events: [], lines: [] });
});

it('names the lines that are not JSON', () => {
  expect(parseLines(Buffer.from('{"a":1}\n{"a":\n{"a":2}\nnull,\n'))).toMatchObject({
    errors: [
      { line: 2, code: 'malformed-json', message: 'invalid JSON: unexpected end at byte 5 of the line' },
      { line: 4, code: 'malformed-json' },
    ],
  });
});

it('names a line that is not UTF-8', () => {
  expect(parseLines(Buffer.from([0x31, 0x0a, 0x22, 0xff, 0x22]))).toMatchObject({
    errors: [{ line: 2, message: 'invalid UTF-8 at byte 1 of the line' }],
  });
});

it('lists at most 20 errors', () => {
  expect(parseLines(Buffer.from('x\n'.repeat(1000)))).toMatchObject({ errors: { length: 20 } });
});

it('skips a byte order mark', () => {
  expect(parseLines(Buffer.from('\ufeff{"a":1}\n{"a":2}'))).toEqual({
    events: [{ a: 1 }, { a: 2 }],
    lines: [1, 2],
  });
  expect(parseLines(Buffer.from('\ufeff'))).toEqual({ events: [], lines: [] });
});

it('refuses numbers that would be stored as null', () => {
  expect(parseLines(Buffer.from('{"a":1}\n{"a":{"b":[1e400]}}\n'))).toMatchObject({
    errors: [{ line: 2, message: 'a number beyond the range of a 64-bit double', pointer: '/a/b/0' }],
  });
});
