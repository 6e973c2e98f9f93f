/**
 * Answers as BlueKing's receiver does, but for so many of a thousand requests, which go wrong in one of six ways: `faulty.ts PERMILLE EVENTS`.
 * On a message it tells how often it has taken each event, whose number is its target.
 */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { wireReasons } from '@pushspec/contract/blueking';
import { chance } from '../chance.ts';

const [permille = 0, events = 0] = process.argv.slice(2).map(Number);
const random = chance(20_261_125);
const copies = new Uint8Array(events);
const mishaps: Record<string, number> = {};

const answer = (response: ServerResponse, status: number, message: string) => {
  const body = JSON.stringify({ code: String(status), result: String(status === 200), message });
  response.writeHead(status, { 'content-type': 'text/plain', 'content-length': Buffer.byteLength(body) });
  return { body, end: () => response.end(body) };
};
const refuse = (
  response: ServerResponse,
  reason: 'rate-limited' | 'internal-error' | 'event-content-missing',
) => {
  const { status, message } = wireReasons[reason];
  answer(response, status, message).end();
};

/** What goes wrong, and whether the events are taken all the same. */
const faults: readonly { name: string; isTaken: boolean; play(response: ServerResponse): void }[] = [
  { name: 'reset', isTaken: false, play: ({ socket }) => socket?.resetAndDestroy() },
  { name: 'reset when taken', isTaken: true, play: ({ socket }) => socket?.resetAndDestroy() },
  { name: 'throttled', isTaken: false, play: (response) => refuse(response, 'rate-limited') },
  { name: 'internal error', isTaken: false, play: (response) => refuse(response, 'internal-error') },
  {
    name: 'page of a gateway',
    isTaken: true,
    play: (response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<html></html>'),
  },
  {
    name: 'cut answer',
    isTaken: true,
    play: (response) => {
      const { body } = answer(response, 200, '');
      response.write(body.slice(0, 10), () => response.socket?.destroy());
    },
  },
];

interface Event {
  target: string;
  event: { content?: string };
}

const take = (data: readonly Event[]) => {
  for (const { target } of data) copies[Number(target)] = (copies[Number(target)] ?? 0) + 1;
};

const server = createServer(async (request, response) => {
  const text = (await buffer(request)).toString();
  const { data } = JSON.parse(text) as { data: Event[] };
  const fault = random() * 1000 < permille ? faults[Math.floor(random() * faults.length)] : undefined;
  if (fault) mishaps[fault.name] = (mishaps[fault.name] ?? 0) + 1;
  const isBad = data.some(({ event }) => event.content === undefined);
  if (!isBad && (!fault || fault.isTaken)) take(data);
  if (fault) fault.play(response);
  else if (isBad) refuse(response, 'event-content-missing');
  else answer(response, 200, '').end();
});

process.on('message', () => process.send?.({ mishaps, copies: Buffer.from(copies).toString('base64') }));
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
