import { expect, it } from 'vitest';
import { eventsOf } from './event-stream.ts';

const bytes = Buffer.from('id: 1\ndata: {"text":"磁盘"}\n\n: still here\n\nid: 2\ndata: {}\n\n');

/** The bytes in chunks of this size. */
function inChunks(size: number): ReadableStream<Uint8Array> {
  const starts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => index * size);
  return ReadableStream.from(starts.map((start) => bytes.subarray(start, start + size)));
}

it.each([1, 2, 3, 7, 20, bytes.length])('reads the same events from chunks of %d bytes', async (size) => {
  const events = await Array.fromAsync(eventsOf(inChunks(size)));
  expect(events).toEqual([
    { id: '1', data: '{"text":"磁盘"}' },
    { id: '2', data: '{}' },
  ]);
});
