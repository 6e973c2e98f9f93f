/** Local validation and the reference server agree on items that nobody has thought of. */
import { validate } from '@pushspec/client/blueking/validate';
import type { JsonObject } from '@pushspec/contract';
import { limits as blueking } from '@pushspec/contract/blueking';
import { limits as cloudmonitor } from '@pushspec/contract/cloudmonitor';
import { limits as guance } from '@pushspec/contract/guance';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { changed, eachMemberAs, poolOf, seededRandom } from './generated-items.ts';
import { type LoneItem, type LoneItemServer, loneItemServer } from './lone-items.ts';

const NOW = Date.UTC(2026, 10, 21, 8, 30);

let server: LoneItemServer;
beforeAll(async () => {
  server = await loneItemServer(() => NOW);
});
afterAll(() => server.close());

interface Original extends LoneItem {
  name: string;
  value: JsonObject;
}

const originals: Original[] = [
  {
    name: 'data points of BlueKing',
    vendor: 'blueking',
    kind: 'metric',
    value: {
      metrics: { cpu_load: 0.25, mem_usage: 10 },
      target: '10.0.0.1',
      dimension: { module: 'db', location: 'guangdong' },
      timestamp: NOW,
    },
  },
  {
    name: 'events of BlueKing',
    vendor: 'blueking',
    kind: 'event',
    value: {
      target: '10.0.0.1',
      event_name: 'login_failed',
      event: { content: 'user00 login failed', count: 3 },
      dimension: { module: 'db' },
      timestamp: NOW,
    },
  },
  {
    name: 'events of CloudMonitor',
    vendor: 'cloudmonitor',
    value: {
      name: 'DiskFull',
      content: 'web-001 97 %',
      groupId: 27147,
      time: '20261121T083000.000+0800',
      regionId: 'N/A',
      ver: '1.0',
    },
  },
  {
    name: 'events of Guance',
    vendor: 'guance',
    value: {
      event: {
        date: NOW / 1000,
        status: 'error',
        title: 'disk full',
        message: '/data is 97.5 % full',
        dimension_tags: { host: 'web-001', port: 80 },
        check_value: 97.5,
        biz_team: 'payments',
      },
      extraData: { ruleId: 'disk', window: { from: 1 } },
    },
  },
];

/** Shows what went wrong with the item that it befell. */
async function expectAgreement(items: readonly LoneItem[]) {
  const compared = await server.compare(items);
  const shown = (side: 'local' | 'server') =>
    compared.map((both, index) => ({
      item: JSON.stringify(items[index]?.value)?.slice(0, 500),
      ...both[side],
    }));
  expect(shown('local')).toEqual(shown('server'));
  return compared;
}

it.each(originals)('agrees at every limit of the contract, in every place of $name', async (original) => {
  const { limits } = poolOf(original.vendor, NOW);
  await expectAgreement(eachMemberAs(original.value, limits).map((value) => ({ ...original, value })));
});

it.each(originals)('agrees on three hundred $name after changes at random', async (original) => {
  const random = seededRandom(20261121);
  const pool = poolOf(original.vendor, NOW);
  const items = Array.from({ length: 300 }, () => {
    const { vendor, value } = original;
    if (vendor !== 'guance') return { ...original, value: changed(value, pool, random) };
    // The client makes the object around the two parts.
    const part = random() < 0.8 ? 'event' : 'extraData';
    return { ...original, value: { ...value, [part]: changed(value[part] as JsonObject, pool, random) } };
  });
  const compared = await expectAgreement(items);
  const kept = compared.filter(({ local }) => local.reasons.length === 0);
  const codes = new Set(compared.flatMap(({ local }) => local.reasons.map((line) => line.split(' ')[0])));
  // Otherwise the changes are too wild or too tame to show anything.
  expect(kept.length).toBeGreaterThan(50);
  expect(codes.size).toBeGreaterThan(5);
});

it('agrees on how deep a body may be nested', async () => {
  const { maxDepth } = guance.pushEvent;
  const ofGuance = [-1, 0, 1].map((step): LoneItem => {
    // The body, extraData and the member of it.
    const extraData = { a: nested(maxDepth + step - 2) };
    return { vendor: 'guance', value: { event: { status: 'ok' }, extraData } };
  });
  const tooDeep: LoneItem = { vendor: 'blueking', kind: 'event', value: deepEvent(1) };
  const compared = await expectAgreement([...ofGuance, tooDeep]);
  expect(compared.map(({ local }) => local.reasons[0]?.split(' ')[0])).toEqual([
    ...[undefined, undefined],
    ...['too-deep', 'too-deep'],
  ]);
});

it('takes an event of BlueKing that is as deep as allowed', () => {
  const options = { kind: 'event', now: () => NOW } as const;
  expect(validate(deepEvent(0), options)).toEqual({ valid: true, reasons: [], warnings: [] });
});

/** An event whose body is so much deeper than allowed. */
function deepEvent(step: number): unknown {
  // The body, the list, the event, its content and the member of that.
  const more = nested(blueking.pushCustomReport.maxDepth + step - 4);
  return { target: 't', event_name: 'n', event: { content: 'c', more }, timestamp: NOW };
}

function nested(depth: number): unknown {
  return JSON.parse('['.repeat(depth) + ']'.repeat(depth));
}

it('agrees on how many bytes a body may have', async () => {
  const bytes = {
    guance: guance.pushEvent.maxBodyBytes,
    cloudmonitor: cloudmonitor.uploadCustomEvents.maxBodyBytes,
  };
  const items = [-1, 0, 1].flatMap((step): LoneItem[] => [
    { vendor: 'guance', value: filledUp({ event: { status: 'ok', message: '磁盘' } }, bytes.guance + step) },
    // The brackets around the only event.
    {
      vendor: 'cloudmonitor',
      value: filledUp({ name: 'n', content: '磁盘' }, bytes.cloudmonitor + step - 2),
    },
  ]);
  const compared = await expectAgreement(items);
  expect(compared.map(({ local }) => local.reasons[0]?.split(' ')[0])).toEqual([
    ...[undefined, undefined, undefined, undefined],
    ...['body-too-large', 'body-too-large'],
  ]);
});

/** The value with a text made longer until its JSON has so many bytes. */
function filledUp(value: object, bytes: number): unknown {
  const text = JSON.stringify(value);
  return JSON.parse(text.replace('磁盘', `磁盘${'x'.repeat(bytes - Buffer.byteLength(text))}`));
}
