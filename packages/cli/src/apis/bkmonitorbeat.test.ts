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

it('writes flags with one dash and their values in one piece', () => {
  const args = ['send', 'blueking', '-report', '-report.type', 'http', '--report.bk_data_id=7', '--json'];
  expect(withoutGoFlags(args)).toEqual([
    ...['send', 'blueking', '--report', '--report.type=http', '--report.bk_data_id=7', '--json'],
  ]);
});

it('leaves a value alone that looks like a flag, and one that is missing', () => {
  expect(
    withoutGoFlags(['send', 'blueking', '-report.event.content', '-report.type', '-report.type']),
  ).toEqual([...['send', 'blueking', '--report.event.content=-report.type', '--report.type']]);
});

it('leaves other commands alone', () => {
  const args = ['send', 'guance', '-report.type', 'http'];
  expect(withoutGoFlags(args)).toBe(args);
});

it('makes an event of flags, with the time of now', () => {
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

it('sets the flags into the first event of a body, and takes its credentials', () => {
  const body = {
    data_id: 7,
    access_token: 't',
    data: [{ event: { content: 'old', count: 2 }, timestamp: 5 }, { event_name: 'second' }],
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

it('lets the flags win over the body', () => {
  const body = JSON.stringify({ data_id: 7, access_token: 't', data: [{ timestamp: 5 }] });
  const flags = { 'report.message.body': body, 'report.bk_data_id': '8', 'report.http.token': 'u' };
  expect(report({ ...eventFlags, ...flags, 'report.event.timestamp': '6' })).toMatchObject({
    dataId: 8,
    accessToken: 'u',
    events: [{ timestamp: 6 }],
  });
});

it('sends the data points of a body as they are', () => {
  const data = [{ metrics: { a: 1 }, target: 't' }];
  const flags = { 'report.message.kind': 'timeseries', 'report.message.body': JSON.stringify({ data }) };
  expect(report(flags)).toMatchObject({ kind: 'metric', events: data, url: undefined });
});

it.each([
  [{ ...eventFlags, 'report.type': 'agent' }, /-report\.type agent .* give -report\.type http/],
  [{ ...eventFlags, 'report.message.kind': 'alarm' }, /event or timeseries/],
  [{ ...eventFlags, 'report.event.content': '' }, /-report\.event\.content is missing/],
  [{ ...eventFlags, 'report.bk_data_id': '1e3' }, /-report\.bk_data_id is a whole number/],
  [{ ...eventFlags, 'report.event.timestamp': 'now' }, /-report\.event\.timestamp is a whole number/],
  [{ ...eventFlags, 'report.http.server': 'a b' }, /a host and a port/],
  [{ ...eventFlags, 'report.message.body': '{"access_token":"canary' }, /is not JSON \(at its end\)/],
  [{ ...eventFlags, 'report.message.body': '{"data_id":"7","data":[]}' }, /without quotes/],
  [{ ...eventFlags, 'report.message.body': '{}' }, /the array `data`/],
  [{ 'report.message.kind': 'timeseries' }, /-report\.message\.body is missing/],
])('says what is wrong with %j', (flags, message) => {
  expect(() => report(flags)).toThrow(message);
  expect(() => report(flags)).not.toThrow(/canary/);
});
