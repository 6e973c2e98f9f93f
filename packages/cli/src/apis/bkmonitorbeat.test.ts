import { expect, it } from 'vitest';
import { bkmonitorbeatReport, withoutGoFlags } from './bkmonitorbeat.ts';

const NOW = 1_795_000_000_000;
const report = (flags: Parameters<typeof bkmonitorbeatReport>[0]) => bkmonitorbeatReport(flags, () => NOW);
const eventFlags = {
  'report.http.server': '10.0.0.1:10205',
  'report.message.kind': 'event',
  'report.event.name': 'login',
  'report.event.target': '10.0.0.7',
  'report.event.content': 'failed',
} as const;

it('rewrites flags with one dash to `--name=value`', () => {
  const args = ['send', 'blueking', '-report', '-report.type', 'http', '--report.bk_data_id=7', '--json'];
  expect(withoutGoFlags(args)).toEqual([
    ...['send', 'blueking', '--report', '--report.type=http', '--report.bk_data_id=7', '--json'],
  ]);
});

it('keeps a value that looks like a flag, and a missing value', () => {
  expect(
    withoutGoFlags(['send', 'blueking', '-report.event.content', '-report.type', '-report.type']),
  ).toEqual([...['send', 'blueking', '--report.event.content=-report.type', '--report.type']]);
});

it('leaves other commands alone', () => {
  const args = ['send', 'guance', '-report.type', 'http'];
  expect(withoutGoFlags(args)).toBe(args);
});

it('builds an event from flags, with the current time', () => {
  expect(report({ ...eventFlags, 'report.bk_data_id': '7', 'report.http.token': 't' })).toEqual({
    kind: 'event',
    url: 'http://10.0.0.1:10205',
    dataId: 7,
    accessToken: 't',
    exposedBy: '-report.http.token',
    events: [
      {
        event_name: 'login',
        event: { content: 'failed' },
        target: '10.0.0.7',
        dimension: {},
        timestamp: NOW,
      },
    ],
  });
});

it('applies flags to the first event of a body, and uses its credentials', () => {
  const body = {
    data_id: 7,
    access_token: 't',
    data: [{ event: { content: 'old', count: 2 }, dimension: {}, timestamp: 5 }, { event_name: 'second' }],
  };
  expect(report({ ...eventFlags, 'report.message.body': JSON.stringify(body) })).toMatchObject({
    dataId: 7,
    accessToken: 't',
    exposedBy: '-report.message.body',
    events: [
      { event_name: 'login', event: { content: 'failed', count: 2 }, target: '10.0.0.7', timestamp: 5 },
      { event_name: 'second' },
    ],
  });
});

it('prefers flags over the body', () => {
  const body = JSON.stringify({ data_id: 7, access_token: 't', data: [{ dimension: {}, timestamp: 5 }] });
  const flags = { 'report.message.body': body, 'report.bk_data_id': '8', 'report.http.token': 'u' };
  expect(report({ ...eventFlags, ...flags, 'report.event.timestamp': '6' })).toMatchObject({
    dataId: 8,
    accessToken: 'u',
    events: [{ timestamp: 6 }],
  });
});

it('sends the data points of a body unchanged', () => {
  const data = [{ metrics: { a: 1 }, target: 't', dimension: {}, timestamp: 5 }, { metrics: 'unchecked' }];
  const flags = { 'report.message.kind': 'timeseries', 'report.message.body': JSON.stringify({ data }) };
  expect(report(flags)).toMatchObject({ kind: 'metric', events: data, url: undefined });
});

it.each([
  [{ ...eventFlags, 'report.type': 'agent' }, /-report\.type agent` .* use -report\.type http/],
  [{ ...eventFlags, 'report.message.kind': 'alarm' }, /event or timeseries/],
  [
    { ...eventFlags, 'report.event.content': '' },
    /data\[0\]\.event\.content` must be a string that is not empty: set `-report\.event\.content`/,
  ],
  [{ ...eventFlags, 'report.bk_data_id': '1e3' }, /-report\.bk_data_id` must be an integer/],
  [{ ...eventFlags, 'report.event.timestamp': 'now' }, /-report\.event\.timestamp` must be an integer/],
  [{ ...eventFlags, 'report.http.server': 'a b' }, /a host and port/],
  [{ ...eventFlags, 'report.message.body': '{"access_token":"canary' }, /is not JSON \(at its end\)/],
  [{ ...eventFlags, 'report.message.body': '{"data_id":"7","data":[]}' }, /without quotes/],
  [{ ...eventFlags, 'report.message.body': '{}' }, /a `data` array/],
  [{ 'report.message.kind': 'timeseries' }, /-report\.message\.body` is missing/],
])('reports what is wrong with %j', (flags, message) => {
  expect(() => report(flags)).toThrow(message);
  expect(() => report(flags)).not.toThrow(/canary/);
});

const point = { metrics: { a: 1 }, target: 't', dimension: {}, timestamp: 5 };
const bodyWith = (...data: unknown[]) => ({
  'report.message.kind': 'timeseries',
  'report.message.body': JSON.stringify({ data_id: 7, access_token: 't', data }),
});

it.each([
  ['metrics', { ...point, metrics: [] }, /data\[0\]\.metrics` must be an object/],
  ['target', { ...point, target: '' }, /data\[0\]\.target` must be a string that is not empty/],
  ['dimension', { ...point, dimension: undefined }, /data\[0\]\.dimension` must be an object, such as {}/],
  ['timestamp', { ...point, timestamp: undefined }, /data\[0\]\.timestamp` must be an integer/],
  ['fraction of a timestamp', { ...point, timestamp: 5.5 }, /data\[0\]\.timestamp` must be an integer/],
  ['item', 5, /the first item of `data`/],
])('checks the %s of the first data point', (_, item, message) => {
  expect(() => report(bodyWith(item))).toThrow(message);
  expect(report(bodyWith(point, item)).events).toHaveLength(2);
});

it.each([
  ['-report.event.name', 'event_name'],
  ['-report.event.target', 'target'],
  ['-report.event.content', 'event.content'],
])('asks for %s, also if there is a body', (flag, path) => {
  const body = JSON.stringify({ data: [{ dimension: {} }] });
  const flags = { ...eventFlags, 'report.message.body': body, [flag.slice(1)]: '' };
  expect(() => report(flags)).toThrow(
    `\`data[0].${path}\` must be a string that is not empty: set \`${flag}\``,
  );
});

it('asks for the dimensions of an event in a body', () => {
  const flags = { ...eventFlags, 'report.message.body': '{"data":[{}]}' };
  expect(() => report(flags)).toThrow(/`data\[0\]\.dimension` must be an object, such as {}/);
});

it('does not check metric names and values', () => {
  expect(report(bodyWith({ ...point, metrics: { 'a-b': 'x' } })).events).toHaveLength(1);
});

it('rejects a data id below 1', () => {
  expect(() => report({ ...eventFlags, 'report.bk_data_id': '-1' })).toThrow(
    /-report\.bk_data_id` must be at least 1/,
  );
});

it('uses the token of the body for data points, and the flag if the body has none', () => {
  const flags = { ...bodyWith(point), 'report.http.token': 'u' };
  expect(report(flags)).toMatchObject({ accessToken: 't', exposedBy: '-report.http.token' });
  const withoutToken = { ...flags, 'report.message.body': JSON.stringify({ data_id: 7, data: [point] }) };
  expect(report(withoutToken)).toMatchObject({ accessToken: 'u' });
});
