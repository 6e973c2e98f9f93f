/**
 * Responds like BlueKing's receiver, except that PERMILLE of a thousand requests fail in one of six ways: `faulty.ts PERMILLE EVENTS`.
 * On a message, reports how often it accepted each event. The target of an event is its number.
 */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { wireReasons } from '@pushspec/contract/blueking';
import { seededRandom } from '../../seeded-random.ts';

const [permille = 0, events = 0] = process.argv.slice(2).map(Number);
const random = seededRandom(20_261_125);
const copies = new Uint8Array(events);
const faultCounts: Record<string, number> = {};

const respond = (response: ServerResponse, status: number, message: string) => {
  const body = JSON.stringify({ code: String(status), result: String(status === 200), message });
  response.writeHead(status, { 'content-type': 'text/plain', 'content-length': Buffer.byteLength(body) });
  return { body, end: () => response.end(body) };
};
const refuse = (
  response: ServerResponse,
  reason: 'rate-limited' | 'internal-error' | 'event-content-missing',
) => {
  const { status, message } = wireReasons[reason];
  respond(response, status, message).end();
};

/** The faults, and whether the events are accepted nevertheless. */
const faults: readonly { name: string; isAccepted: boolean; play(response: ServerResponse): void }[] = [
  { name: 'reset', isAccepted: false, play: ({ socket }) => socket?.resetAndDestroy() },
  { name: 'reset after acceptance', isAccepted: true, play: ({ socket }) => socket?.resetAndDestroy() },
  { name: 'throttled', isAccepted: false, play: (response) => refuse(response, 'rate-limited') },
  { name: 'internal error', isAccepted: false, play: (response) => refuse(response, 'internal-error') },
  {
    name: 'gateway page',
    isAccepted: true,
    play: (response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<html></html>'),
  },
  {
    name: 'truncated response',
    isAccepted: true,
    play: (response) => {
      const { body } = respond(response, 200, '');
      response.write(body.slice(0, 10), () => response.socket?.destroy());
    },
  },
];

interface Event {
  target: string;
  event: { content?: string };
}

const accept = (data: readonly Event[]) => {
  for (const { target } of data) copies[Number(target)] = (copies[Number(target)] ?? 0) + 1;
};

const server = createServer(async (request, response) => {
  const text = (await buffer(request)).toString();
  const { data } = JSON.parse(text) as { data: Event[] };
  const fault = random() * 1000 < permille ? faults[Math.floor(random() * faults.length)] : undefined;
  if (fault) faultCounts[fault.name] = (faultCounts[fault.name] ?? 0) + 1;
  const isBad = data.some(({ event }) => event.content === undefined);
  if (!isBad && (!fault || fault.isAccepted)) accept(data);
  if (fault) fault.play(response);
  else if (isBad) refuse(response, 'event-content-missing');
  else respond(response, 200, '').end();
});

process.on('message', () =>
  process.send?.({ faults: faultCounts, copies: Buffer.from(copies).toString('base64') }),
);
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
