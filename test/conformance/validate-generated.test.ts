/** Checks that local validation and the reference server agree on randomly generated items. */
import { validate } from '@pushspec/client/blueking/validate';
import { isObject, type JsonObject } from '@pushspec/contract';
import { limits as blueking } from '@pushspec/contract/blueking';
import { limits as cloudmonitor } from '@pushspec/contract/cloudmonitor';
import { limits as guance } from '@pushspec/contract/guance';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seededRandom } from '../seeded-random.ts';
import { changed, eachMemberAs, poolOf } from './generated-items.ts';
import { type SingleItem, type SingleItemServer, singleItemServer } from './single-items.ts';

const NOW = Date.UTC(2026, 10, 21, 8, 30);

let server: SingleItemServer;
beforeAll(async () => {
  server = await singleItemServer(() => NOW);
});
afterAll(() => server.close());

interface Original extends SingleItem {
  name: string;
  value: JsonObject;
  /** Whether each property is a parameter, so that the service receives strings only. */
  isOfStrings?: boolean;
}

/** Returns an item as the service receives it: parameters are strings of whole characters. */
function asReceived({ isOfStrings }: Original, value: unknown): unknown {
  if (!isOfStrings) return value;
  const sent: unknown = JSON.parse(JSON.stringify(value) ?? 'null');
  if (!isObject(sent)) return parameterOf(sent);
  return Object.fromEntries(
    Object.entries(sent).map(([name, one]) => [name.toWellFormed(), parameterOf(one)]),
  );
}

function parameterOf(value: unknown): string {
  return (typeof value === 'string' ? value : JSON.stringify(value)).toWellFormed();
}

const originals: Original[] = [
  {
    name: 'data points of BlueKing',
    api: 'blueking',
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
    api: 'blueking',
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
    api: 'cloudmonitor',
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
    name: 'events of PutEvent',
    api: 'cloudmonitor-rpc',
    operation: 'putEvent',
    value: { name: 'DiskFull', content: 'web-001 97 %', groupId: '27147', time: '20261121T083000.000+0800' },
  },
  {
    name: 'events of PutCustomEvent',
    api: 'cloudmonitor-rpc',
    operation: 'putCustomEvent',
    value: { EventName: 'DiskFull', Content: 'web-001 97 %', GroupId: '27147', Time: '1795249800000' },
    isOfStrings: true,
  },
  {
    name: 'events of Guance',
    api: 'guance',
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

/** Expects both sides to agree, and reports the item that differs. */
async function expectAgreement(items: readonly SingleItem[]) {
  const compared = await server.compare(items);
  const shown = (side: 'local' | 'server') =>
    compared.map((both, index) => ({
      item: JSON.stringify(items[index]?.value)?.slice(0, 500),
      ...both[side],
    }));
  expect(shown('local')).toEqual(shown('server'));
  return compared;
}

it.each(originals)('agrees at every limit of the contract, in every property of $name', async (original) => {
  const { limits } = poolOf(original.api, NOW);
  const values = eachMemberAs(original.value, limits).map((value) => asReceived(original, value));
  await expectAgreement(values.map((value) => ({ ...original, value })));
});

it.each(originals)('agrees on three hundred randomly changed $name', async (original) => {
  const random = seededRandom(20261121);
  const pool = poolOf(original.api, NOW);
  const items = Array.from({ length: 300 }, () => {
    const { api, value } = original;
    if (api !== 'guance') return { ...original, value: asReceived(original, changed(value, pool, random)) };
    // The client creates the object around the two parts.
    const part = random() < 0.8 ? 'event' : 'extraData';
    return { ...original, value: { ...value, [part]: changed(value[part] as JsonObject, pool, random) } };
  });
  const compared = await expectAgreement(items);
  const kept = compared.filter(({ local }) => local.reasons.length === 0);
  const codes = new Set(compared.flatMap(({ local }) => local.reasons.map((line) => line.split(' ')[0])));
  // Otherwise the changes are too large or too small to show anything.
  expect(kept.length).toBeGreaterThan(50);
  expect(codes.size).toBeGreaterThan(5);
});

it('agrees on how deep a body may be nested', async () => {
  const { maxDepth } = guance.pushEvent;
  const ofGuance = [-1, 0, 1].map((step): SingleItem => {
    // The body, extraData and its property.
    const extraData = { a: nested(maxDepth + step - 2) };
    return { api: 'guance', value: { event: { status: 'ok' }, extraData } };
  });
  const tooDeep: SingleItem = { api: 'blueking', kind: 'event', value: deepEvent(1) };
  const compared = await expectAgreement([...ofGuance, tooDeep]);
  expect(compared.map(({ local }) => local.reasons[0]?.split(' ')[0])).toEqual([
    ...[undefined, undefined],
    ...['too-deep', 'too-deep'],
  ]);
});

it('accepts a BlueKing event of the maximum depth', () => {
  const options = { kind: 'event', now: () => NOW } as const;
  expect(validate(deepEvent(0), options)).toEqual({ valid: true, reasons: [], warnings: [] });
});

/** Returns an event whose body exceeds the allowed depth by `step`. */
function deepEvent(step: number): unknown {
  // The body, the list, the event, its content and a property of it.
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
  const items = [-1, 0, 1].flatMap((step): SingleItem[] => [
    { api: 'guance', value: filledUp({ event: { status: 'ok', message: '磁盘' } }, bytes.guance + step) },
    // The brackets around the only event.
    {
      api: 'cloudmonitor',
      value: filledUp({ name: 'n', content: '磁盘' }, bytes.cloudmonitor + step - 2),
    },
  ]);
  const compared = await expectAgreement(items);
  expect(compared.map(({ local }) => local.reasons[0]?.split(' ')[0])).toEqual([
    ...[undefined, undefined, undefined, undefined],
    ...['body-too-large', 'body-too-large'],
  ]);
});

/** Pads a string in the value until its JSON has the given number of bytes. */
function filledUp(value: object, bytes: number): unknown {
  const text = JSON.stringify(value);
  return JSON.parse(text.replace('磁盘', `磁盘${'x'.repeat(bytes - Buffer.byteLength(text))}`));
}
