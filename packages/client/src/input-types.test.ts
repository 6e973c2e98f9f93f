/** Checks which types `send()` and `push()` accept. */
import { expect, it } from 'vitest';
import { createBluekingClient } from './blueking/index.ts';
import { createCloudMonitorClient, customEvent } from './cloudmonitor/index.ts';
import { createGuanceClient, type Fetch } from './guance/index.ts';
import { createReporter } from './reporter/index.ts';

const baseUrl = 'http://127.0.0.1:4010';
const answers = {
  blueking: { code: '200', result: 'true', message: '' },
  cloudmonitor: { code: '200', msg: '' },
  guance: { code: 200, content: { ok: true }, errorCode: '', message: '', success: true, traceId: '1' },
};
const answering = (api: keyof typeof answers) => ({
  baseUrl,
  fetch: async () => Response.json(answers[api]),
});
const metric = createBluekingClient({
  dataId: 1,
  accessToken: 't',
  kind: 'metric',
  ...answering('blueking'),
});
const event = createBluekingClient({ dataId: 1, accessToken: 't', kind: 'event', ...answering('blueking') });
const guance = createGuanceClient({ secret: 's', ...answering('guance') });
const cloudmonitor = createCloudMonitorClient({
  credentials: { accessKeyId: 'id', accessKeySecret: 'secret' },
  ...answering('cloudmonitor'),
});

it('accepts undefined for every optional property', async () => {
  await metric.send({ target: 't', metrics: { n: 1 }, dimension: undefined, timestamp: undefined });
  await event.send({ target: 't', event_name: 'n', event: { content: 'c' }, dimension: undefined });
  await cloudmonitor.send({ name: 'n', content: 'c', groupId: undefined, time: undefined });
  await cloudmonitor.send(customEvent({ name: 'n', content: 'c', groupId: undefined, time: undefined }));
  await guance.send({ status: 'error', title: undefined, dimension_tags: undefined, biz_team: undefined });
  await guance.alert({ host: 'a' }, { title: undefined, biz_team: undefined });
  const reporter = createReporter(guance);
  reporter.push({ status: 'ok', title: undefined, biz_team: undefined, extraData: undefined });
  expect(await reporter.close()).toMatchObject({ delivered: 1 });
});

it('accepts one event or several, even if the type allows both', async () => {
  const either = <Item>(item: Item): Item | Item[] => (item ? [item, item] : item);
  expect(await metric.send(either({ target: 't', metrics: { n: 1 } }))).toMatchObject({ items: 2 });
  expect(await cloudmonitor.send(either({ name: 'n', content: 'c' }))).toMatchObject({ items: 2 });
  expect(await guance.send(either({ status: 'error', title: 't' } as const))).toMatchObject({ items: 2 });
});

it('accepts an object of any type as the content of an event', async () => {
  interface Usage {
    readonly host: string;
    readonly usedPercent: number;
  }
  const usage: Usage = { host: 'a', usedPercent: 97 };
  expect(customEvent({ name: 'n', content: usage }).content).toBe('{"host":"a","usedPercent":97}');
});

interface Metrics {
  readonly cpu: number;
}
interface Host {
  readonly host: string;
  readonly module?: string | undefined;
}
interface Rule {
  readonly id: number;
}
const metrics: Metrics = { cpu: 0.25 };
const host: Host = { host: 'a' };
const rule: Rule = { id: 1 };

it('accepts interfaces, which have no index signature, for metrics, dimensions, tags and additional data', async () => {
  const point = { target: 't', metrics, dimension: host };
  await metric.send(point);
  await metric.send([point, { target: 't', metrics: { other: 1 } }]);
  await metric.send([
    { target: 't', metrics: { first: 1 } },
    { target: 't', metrics: { second: 2 }, dimension: { host: 'a' } },
  ]);
  await event.send({ target: 't', event_name: 'n', event: { content: 'c', ...rule }, dimension: host });
  const details: { content: string } & Rule = { content: 'c', ...rule };
  await event.send({ target: 't', event_name: 'n', event: details });
  await guance.send({ status: 'error', dimension_tags: host, biz_team: 'payments' }, { extraData: rule });
  await guance.send([{ status: 'error', dimension_tags: host }, { status: 'ok' }]);
  await guance.alert(host, { title: 't', extraData: rule, biz_team: 'payments' });
  await guance.resolve(host);
  const metricReporter = createReporter(metric);
  metricReporter.push(point);
  const reporter = createReporter(guance);
  reporter.push({ status: 'error', dimension_tags: host, extraData: rule, biz_team: 'payments' });
  const ledgers = [await metricReporter.close(), await reporter.close()];
  expect(ledgers.map(({ delivered }) => delivered)).toEqual([1, 1]);
});

it('rejects values that a map does not accept, also in interfaces', () => {
  const wrong: { readonly cpu: string } = { cpu: '1' };
  const refused = () => {
    // @ts-expect-error a metric is a number
    metric.send({ target: 't', metrics: wrong });
    // @ts-expect-error a metric is a number
    metric.send({ target: 't', metrics: { cpu: '1' } });
    // @ts-expect-error metrics are not a list
    metric.send({ target: 't', metrics: [1] });
    // @ts-expect-error a dimension is a string
    metric.send({ target: 't', metrics, dimension: rule });
    // @ts-expect-error the property is `dimension`
    metric.send({ target: 't', metrics, dimensions: host });
    // @ts-expect-error a dimension is a string
    createReporter(metric).push({ target: 't', metrics, dimension: rule });
    // @ts-expect-error a tag is not an object
    guance.send({ status: 'error', dimension_tags: { host } });
    // @ts-expect-error a tag is not an object
    guance.alert({ host });
  };
  expect(refused).toBeTypeOf('function');
});

it('rejects custom fields that Guance rejects', () => {
  const refused = () => {
    // @ts-expect-error the value of a custom field is a string
    guance.send({ status: 'error', biz: 1 });
    // @ts-expect-error the name starts with df_
    guance.send({ status: 'error', df_team: 'x' });
    // @ts-expect-error the name is reserved
    guance.send({ status: 'error', source: 'x' });
    // @ts-expect-error the same in a list
    guance.send([{ status: 'error' }, { status: 'error', _x: 'x' }]);
    // @ts-expect-error the same for an alert
    guance.alert({ host: 'a' }, { biz: 1 });
  };
  expect(refused).toBeTypeOf('function');
});

it('accepts the fetch of other libraries with their own types', async () => {
  /** The type that undici on npm declares. */
  interface OtherInit {
    method?: string;
    headers?: [string, string][] | Record<string, string>;
    body?: Uint8Array | string | null;
    signal?: AbortSignal | null;
    redirect?: 'error' | 'follow' | 'manual';
    dispatcher?: object;
  }
  const seen: OtherInit[] = [];
  const other = async (_url: string | URL, init?: OtherInit) => {
    seen.push(init ?? {});
    return {
      status: 200,
      ok: true,
      headers: new Map<string, string>(),
      body: null,
      text: async () => '{"code":"200","msg":""}',
    };
  };
  const fetch = async (url: string, init: OtherInit) => {
    const response = await other(url, { ...init, dispatcher: {} });
    return { ...response, headers: { get: (name: string) => response.headers.get(name) ?? null } };
  };
  const client = createCloudMonitorClient({
    credentials: { accessKeyId: 'id', accessKeySecret: 's' },
    baseUrl,
    fetch,
  });
  expect(await client.send({ name: 'n', content: 'c' })).toMatchObject({ status: 200 });
  expect(seen[0]?.headers).toMatchObject({ 'content-type': 'application/json' });
  const own: Fetch[] = [globalThis.fetch, (url, init) => globalThis.fetch(url, init)];
  expect(own).toHaveLength(2);
});
