import { parseConfig } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { runCommand as pushspec } from './cli.fixture.ts';
import { service } from './send.fixture.ts';

const EVENT_TOKEN = 'canary-event-token';
const METRIC_TOKEN = 'canary-metric-token';
const config = parseConfig({
  blueking: {
    dataIds: [
      { dataId: 7, accessToken: EVENT_TOKEN, kind: 'event' },
      { dataId: 8, accessToken: METRIC_TOKEN, kind: 'metric' },
    ],
  },
});

/** Returns the server's result for the only event of the only request. */
async function received({ server }: Awaited<ReturnType<typeof service>>) {
  const [verdict, ...others] = await server.requests();
  expect(others).toEqual([]);
  expect(verdict).toMatchObject({ outcome: 'accepted' });
  return verdict?.items.map(({ result }) => result)[0];
}

it.each([
  [
    ['blueking', '--event-name', 'login', '--content', 'failed', '--target', 't', '--dimension', 'a=b=c'],
    { event_name: 'login', event: { content: 'failed' }, target: 't', dimension: { a: 'b=c' } },
  ],
  [
    [
      'blueking',
      '--metric',
      'cpu=0.5',
      '--metric',
      'mem=1e3',
      '--target',
      't',
      '--timestamp',
      '1595944620000',
    ],
    { metrics: { cpu: 0.5, mem: 1000 }, timestamp: 1_595_944_620_000 },
  ],
  [
    [
      'cloudmonitor',
      '--name',
      'n',
      '--content',
      'c',
      '--group-id',
      '100',
      '--time',
      '20171023T144439.948+0800',
    ],
    { name: 'n', content: 'c' },
  ],
  [
    [
      ...['cloudmonitor-rpc', '--name', '磁盘', '--content', "~*+%'!()", '--group-id', '100'],
      ...['--time', '20171023T144439.948+0800'],
    ],
    { EventName: '磁盘', Content: "~*+%'!()", GroupId: '100' },
  ],
  [
    ['cloudmonitor-rpc', '--EventInfo', "[{'content':'123,abc','groupId':'100','name':'Event_0'}]"],
    { EventName: 'Event_0', Content: '123,abc', GroupId: '100' },
  ],
  [
    [
      'guance',
      '--status',
      'error',
      '--title',
      't',
      '--message',
      'm',
      '--tag',
      'host=web-001',
      '--check-value',
      '97.5',
    ],
    { df_status: 'error', df_title: 't', df_message: 'm', host: 'web-001', Result: 97.5 },
  ],
  [
    ['guance', '--status', 'ok', '--field', 'biz_team=payments', '--tag', 'a=1', '--tag', 'b=2'],
    { biz_team: 'payments' },
  ],
])('builds an event from %j', async (args, event) => {
  const target = await service();
  const result = await pushspec(['send', ...args, '--url', target.url]);
  expect(result).toEqual({ code: 0, stdout: '', stderr: 'accepted: 1 item (HTTP 200)\n' });
  expect(await received(target)).toMatchObject(event);
});

const goFlags = (url: string, ...others: string[]) => [
  ...['send', 'blueking', '-report', '-report.type', 'http', '-report.http.server', new URL(url).host],
  ...others,
];

it('accepts a bkmonitorbeat command line, and prints the response', async () => {
  const target = await service({ config });
  const args = goFlags(
    ...[
      target.url,
      '-report.http.token',
      EVENT_TOKEN,
      '-report.message.kind',
      'event',
      '-report.bk_data_id=7',
    ],
    ...['-report.event.target', '10.0.0.7', '-report.event.name', 'login', '-report.event.content', '--json'],
  );
  const { code, stdout, stderr } = await pushspec(args);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ code: '200', message: 'success', result: 'true' });
  expect(stderr).toMatch(/^pushspec: warning: .* `-report\.http\.token`: set PUSHSPEC_BLUEKING_ACCESS_TOKEN/);
  expect(stdout + stderr).not.toContain('canary');
  expect(await received(target)).toMatchObject({ event_name: 'login', event: { content: '--json' } });
});

it('uses the token from the environment with the data id of a flag, without a warning', async () => {
  const target = await service({ config });
  const args = goFlags(
    ...[target.url, '-report.message.kind', 'event', '-report.bk_data_id', '7', '-report.event.name', 'n'],
    ...[
      '-report.event.target',
      't',
      '-report.event.content',
      'c',
      '-report.event.timestamp',
      '1595944620000',
    ],
  );
  const result = await pushspec(args, { env: { PUSHSPEC_BLUEKING_ACCESS_TOKEN: EVENT_TOKEN } });
  expect(result).toMatchObject({ code: 0, stderr: '' });
  expect(await received(target)).toMatchObject({ timestamp: 1_595_944_620_000 });
});

it('sends the data points of a body with its own credentials', async () => {
  const target = await service({ config });
  const point = { metrics: { a: 1 }, target: 't', dimension: {}, timestamp: 1_595_944_620_000 };
  const body = { data_id: 8, access_token: METRIC_TOKEN, data: [point] };
  const args = goFlags(
    ...[
      target.url,
      '-report.message.kind',
      'timeseries',
      '-report.message.body',
      JSON.stringify(body),
      '--json',
    ],
  );
  const { code, stdout, stderr } = await pushspec(args);
  expect({ code, ...JSON.parse(stdout) }).toMatchObject({ code: 0, outcome: 'accepted', items: 1 });
  expect(stderr).toContain('the token in `-report.message.body`');
  expect(stdout + stderr).not.toContain('canary');
});

it('does not show a token that is refused', async () => {
  const { url } = await service({ config });
  const args = goFlags(
    ...[
      url,
      '-report.message.kind',
      'event',
      '-report.bk_data_id',
      '7',
      '-report.http.token',
      'canary-wrong',
    ],
    ...['-report.event.name', 'n', '-report.event.target', 't', '-report.event.content', 'c'],
  );
  const { code, stdout, stderr } = await pushspec(args);
  expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
  expect(stderr).toContain('reject invalid token: 7/***');
  expect(stdout + stderr).not.toContain('canary');
});

it('asks for the token of an unknown data id', async () => {
  const { url } = await service({ config });
  const args = goFlags(
    ...[url, '-report.message.kind', 'event', '-report.bk_data_id', '7', '-report.event.name', 'n'],
    ...['-report.event.target', 't', '-report.event.content', 'c'],
  );
  const { code, stderr } = await pushspec(args);
  expect(code).toBe(4);
  expect(stderr).toMatch(/^pushspec: .* data id 7: set PUSHSPEC_BLUEKING_ACCESS_TOKEN to its token\n$/);
});
