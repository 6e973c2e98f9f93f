import { expect, it } from 'vitest';
import { eventsOf } from './event-stream.ts';

const bytes = Buffer.from('id: 1\ndata: {"text":"磁盘"}\n\n: still here\n\nid: 2\ndata: {}\n\n');

/** The bytes in chunks of this size. */
function inChunks(size: number): ReadableStream<Uint8Array> {
  let start = 0;
  return new ReadableStream({
    pull(controller) {
      controller.enqueue(bytes.subarray(start, start + size));
      start += size;
      if (start >= bytes.length) controller.close();
    },
  });
}

it.each([1, 2, 3, 7, 20, bytes.length])('reads the same events from chunks of %d bytes', async (size) => {
  const events = [];
  for await (const event of eventsOf(inChunks(size))) events.push(event);
  expect(events).toEqual([
    { id: '1', data: '{"text":"磁盘"}' },
    { id: '2', data: '{}' },
  ]);
});
