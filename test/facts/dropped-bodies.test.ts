import { loadBundle, operationsOf, readOperation } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { bluekingReport, developmentDataIds, runningServer, send } from './running-server.fixture.ts';

const bundle = loadBundle('blueking', 'receiver');
const operation = operationsOf(bundle).map((entry) => readOperation(bundle, entry))[0];
/** The size from which BlueKing drops packets that its receiver accepted. */
const rule = operation?.limits.droppedFromBytes;
const { value: bytes = 0, reason, packet: { items: packetItems = 0, envelopeBytes = 0 } = {} } = rule ?? {};

const NOW = Date.UTC(2026, 10, 21);
const eventId = developmentDataIds.find(({ kind }) => kind === 'event');
const event = (content: string) => ({
  ...{ target: 't', event_name: 'n', event: { content }, dimension: {}, timestamp: NOW },
});

/** Sends events to a server, and returns the outcome, the reasons and the outcomes of the first and the last items. */
async function resultOf(data: readonly object[], pad = 0) {
  const server = await runningServer({ profile: 'receiver', clock: () => NOW });
  const report = bluekingReport(data, eventId);
  expect((await send(server.url, { ...report, body: report.body.padEnd(pad) })).status).toBe(200);
  const [verdict] = await server.requests();
  const { outcome, reasons = [], items = [] } = verdict ?? {};
  return {
    outcome,
    reasons: reasons.map(({ code, pointer }) => `${code} ${pointer}`),
    first: items[0]?.outcome,
  };
}

/** The content of an event whose packet has this size. */
const contentFor = (size: number) => 'x'.repeat(size - envelopeBytes - JSON.stringify(event('')).length);

const KEPT = { outcome: 'accepted', reasons: [], first: 'accepted' };
const droppedAt = (...indices: number[]) => ({
  outcome: 'ignored',
  reasons: indices.map((index) => `${reason} /data/${index}`),
  first: 'ignored',
});

it.each([
  [bytes - 1, KEPT],
  [bytes, droppedAt(0)],
  [bytes + 1, droppedAt(0)],
])('reports whether BlueKing drops an event in a packet of %d bytes', async (size, expected) => {
  expect(await resultOf([event(contentFor(size))])).toEqual(expected);
});

it('drops an event whose content is 260 bytes smaller than a packet', async () => {
  expect(await resultOf([event('x'.repeat(10_485_500))])).toEqual(droppedAt(0));
});

it('counts `<`, `>` and `&` as six bytes each', async () => {
  expect(await resultOf([event('<>&'.repeat(600_000))])).toEqual(droppedAt(0));
  expect(await resultOf([event('<>&'.repeat(580_000))])).toEqual(KEPT);
});

it('adds up the items of a packet', async () => {
  const large = event('x'.repeat(1_000_000));
  expect(await resultOf(Array.from({ length: 12 }, () => large))).toEqual(droppedAt(0));
});

it('keeps a request that is larger than a packet, if none of its packets is', async () => {
  const small = event('x'.repeat(1000));
  expect(await resultOf(Array.from({ length: 20_000 }, () => small))).toEqual(KEPT);
});

it('drops only the packets that are too large', async () => {
  const small = event('x');
  const large = event(contentFor(bytes));
  const data = [...Array.from({ length: packetItems }, () => small), large];
  expect(await resultOf(data)).toEqual({
    outcome: 'accepted',
    reasons: [`${reason} /data/${packetItems}`],
    first: 'accepted',
  });
});

it('ignores spaces and unknown properties, which are not forwarded', async () => {
  expect(await resultOf([event('x')], 11_000_000)).toEqual(KEPT);
  const { outcome, reasons } = await resultOf([{ ...event('x'), more: 'x'.repeat(11_000_000) }]);
  expect({ outcome, reasons }).toEqual({ outcome: 'accepted', reasons: [] });
});

it('counts all digits of a number that becomes a dimension', async () => {
  const dimension = Object.fromEntries(Array.from({ length: 40_000 }, (_, index) => [`d${index}`, 1e308]));
  const { outcome } = await resultOf([{ ...event('x'), dimension }]);
  expect(outcome).toBe('ignored');
});
