import { expect, it } from 'vitest';
import { BEGINNING, linesOf } from './lines.ts';

/** Returns the lines of an input that arrives in chunks of this size. */
async function lines(input: string | Buffer, { chunkBytes = 3, maxBytes = 100 } = {}) {
  const bytes = Buffer.from(input);
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, index) =>
    bytes.subarray(index * chunkBytes, (index + 1) * chunkBytes),
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

const contents = async (input: string | Buffer, options = {}) =>
  (await lines(input, options)).map(({ bytes }) => bytes?.toString());

it.each([1, 2, 3, 1000])('splits lines, however the bytes arrive (%i at a time)', async (chunkBytes) => {
  expect(await contents('a\nbc\n', { chunkBytes })).toEqual(['a', 'bc']);
  expect(await contents('a\r\nbc\r\n', { chunkBytes })).toEqual(['a', 'bc']);
  expect(await contents('a\n\n\nb', { chunkBytes })).toEqual(['a', '', '', 'b']);
  expect(await contents('ä部🚀\nz', { chunkBytes })).toEqual(['ä部🚀', 'z']);
});

it('removes a byte order mark at the start only', async () => {
  expect(await contents('\ufeffa\n\ufeffb')).toEqual(['a', '\ufeffb']);
});

it('yields no line for empty input', async () => {
  expect(await contents('')).toEqual([]);
});

it('counts a line that is too long without keeping it', async () => {
  const found = await lines(`ok\n${'x'.repeat(11)}\r\nok`, { maxBytes: 10 });
  expect(found.map(({ number, bytes, length }) => [number, bytes?.toString(), length])).toEqual([
    [1, 'ok', 2],
    [2, undefined, 11],
    [3, 'ok', 2],
  ]);
});

it('keeps a line of exactly the limit, without its line end and byte order mark', async () => {
  expect(await contents(`\ufeff${'x'.repeat(10)}\r\n`, { maxBytes: 10 })).toEqual(['x'.repeat(10)]);
});

it('never buffers more of a line than the limit', async () => {
  const [line] = await lines('x'.repeat(10_000), { chunkBytes: 7, maxBytes: 10 });
  expect(line).toMatchObject({ bytes: undefined, length: 10_000 });
});

it('reports the byte and line position after each line', async () => {
  const found = await lines('\ufeffa\r\n\nbc');
  expect(found.map(({ end }) => end)).toEqual([
    { records: 1, bytes: 6 },
    { records: 2, bytes: 7 },
    { records: 3, bytes: 9 },
  ]);
});
