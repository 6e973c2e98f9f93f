/** Checks that `pushspec tail` reads verdicts from a stream that arrives in pieces of any size. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';

const bin = join(import.meta.dirname, '../../packages/cli/src/bin.ts');

/** The verdict of an event. Its message contains multibyte characters and keywords of the stream format. */
const verdict = (id: string) => ({
  ...{ id, api: 'guance', outcome: 'rejected', status: 400, receivedAt: '2026-11-21T08:30:00.000Z' },
  ...{ items: [], warnings: [], reasons: [{ code: 'status-invalid', message: '磁盘 🚀 data: id: event:' }] },
});

function eventBytes(id: string): Buffer {
  return Buffer.from(`: still here\n\nid: ${id}\nevent: verdict\ndata: ${JSON.stringify(verdict(id))}\n\n`);
}

/** A position at which an event is split: a byte offset from the start of a string in it. */
const places: readonly (readonly [where: string, text: string, behind: number])[] = [
  ['within a comment', 'still here', 3],
  ['between the two line ends of a comment', '\n\nid:', 1],
  ['before its first line', 'id: ', 0],
  ['within the name of its id', 'id: ', 1],
  ['within its id', 'id: ', 6],
  ['between two of its lines', 'event: verdict', 0],
  ['within the name of its data', 'data: {', 3],
  ['before its JSON', 'data: {', 6],
  ['within its JSON', '"outcome"', 4],
  ['within a character of three bytes', '磁', 1],
  ['within a character of four bytes', '🚀', 2],
  ['before its last line end', '}\n\n', 1],
  ['between its line ends', '}\n\n', 2],
];

/** Every event in two pieces, and another one byte by byte. */
const pieces: readonly Buffer[] = [
  Buffer.from('retry: 1000\n\n'),
  ...places.flatMap(([where, text, behind]) => {
    const bytes = eventBytes(where);
    const at = bytes.indexOf(text) + behind;
    return [bytes.subarray(0, at), bytes.subarray(at)].filter((piece) => piece.length > 0);
  }),
  ...[...eventBytes('at every byte')].map((byte) => Buffer.of(byte)),
  Buffer.concat([eventBytes('not at all'), eventBytes('nor here')]),
];

/** Starts a server that sends each piece after the previous one was sent. */
async function serving(): Promise<string> {
  const server = createServer(async (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.socket?.setNoDelay(true);
    for (const piece of pieces) {
      await new Promise<void>((resolve) => response.write(piece, () => resolve()));
      // Gives the reader time to receive this piece before the next one.
      for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it('prints each event once and whole, wherever it is split', async () => {
  const child = spawn(process.execPath, [bin, 'tail', '--url', await serving(), '--json']);
  onTestFinished(() => void child.kill('SIGKILL'));
  const expected = [...places.map(([where]) => where), 'at every byte', 'not at all', 'nor here'];
  const printed: unknown[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    printed.push(JSON.parse(line));
    if (printed.length === expected.length) break;
  }
  expect(printed).toEqual(expected.map(verdict));
});
