import { expect, it } from 'vitest';
import { BEGINNING, linesOf } from './lines.ts';

/** The lines of a text that comes in pieces of so many bytes. */
async function lines(text: string | Buffer, { pieces = 3, maxBytes = 100 } = {}) {
  const bytes = Buffer.from(text);
  const chunks = Array.from({ length: Math.ceil(bytes.length / pieces) }, (_, index) =>
    bytes.subarray(index * pieces, (index + 1) * pieces),
  );
  const found = [];
  for await (const batch of linesOf(streamOf(chunks), { maxBytes, start: BEGINNING })) {
    found.push(...batch);
  }
  return found;
}

async function* streamOf(chunks: readonly Buffer[]) {
  yield* chunks;
}

const texts = async (text: string | Buffer, options = {}) =>
  (await lines(text, options)).map(({ bytes }) => bytes?.toString());

it.each([1, 2, 3, 1000])('cuts lines, however the bytes arrive (%i at a time)', async (pieces) => {
  expect(await texts('a\nbc\n', { pieces })).toEqual(['a', 'bc']);
  expect(await texts('a\r\nbc\r\n', { pieces })).toEqual(['a', 'bc']);
  expect(await texts('a\n\n\nb', { pieces })).toEqual(['a', '', '', 'b']);
  expect(await texts('ä部🚀\nz', { pieces })).toEqual(['ä部🚀', 'z']);
});

it('leaves out a byte order mark at the beginning, and there only', async () => {
  expect(await texts('\ufeffa\n\ufeffb')).toEqual(['a', '\ufeffb']);
});

it('has no line where there is nothing', async () => {
  expect(await texts('')).toEqual([]);
});

it('counts a line that is too long, and does not keep it', async () => {
  const found = await lines(`ok\n${'x'.repeat(11)}\r\nok`, { maxBytes: 10 });
  expect(found.map(({ number, bytes, length }) => [number, bytes?.toString(), length])).toEqual([
    [1, 'ok', 2],
    [2, undefined, 11],
    [3, 'ok', 2],
  ]);
});

it('keeps a line of just the limit, its end and a mark aside', async () => {
  expect(await texts(`\ufeff${'x'.repeat(10)}\r\n`, { maxBytes: 10 })).toEqual(['x'.repeat(10)]);
});

it('does not hold more of a line than the limit', async () => {
  const [line] = await lines('x'.repeat(10_000), { pieces: 7, maxBytes: 10 });
  expect(line).toMatchObject({ bytes: undefined, length: 10_000 });
});

it('says at which byte and after how many lines each of them ends', async () => {
  const found = await lines('\ufeffa\r\n\nbc');
  expect(found.map(({ end }) => end)).toEqual([
    { records: 1, bytes: 6 },
    { records: 2, bytes: 7 },
    { records: 3, bytes: 9 },
  ]);
});
