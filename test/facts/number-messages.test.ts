import { validate as validateGuance } from '@pushspec/client/guance/validate';
import { loadBundle } from '@pushspec/contract';
import { expect, it } from 'vitest';
import type { JsonApi } from '../json-apis.ts';
import { bodyServer, edited, report } from './raw-body.fixture.ts';

async function messagesAbout(api: JsonApi, body: string, options = {}): Promise<string[]> {
  const server = await bodyServer(options);
  const { reasons, warnings, items } = (await server.post(api, body)).verdict;
  const found = [...reasons, ...warnings, ...items.flatMap(({ transformed }) => transformed)];
  return found.map(({ message }) => message);
}

it.each([
  ['"date":1763683200000000000', 'got 1763683200000000000, above the maximum of 9007199254740991'],
  ['"date":-9007199254740993', 'got -9007199254740993, below the minimum of -9007199254740991'],
  ['"date":1e400', 'got a number above the maximum of 9007199254740991'],
  ['"date":1763683200.5', 'got 1763683200.5'],
  ['"check_value":1e400', 'got a number beyond the range of a 64-bit double'],
  ['"check_value":-1e400', 'got a number beyond the range of a 64-bit double'],
  ['"dimension_tags":{"a":1e400}', 'got a number beyond the range of a 64-bit double'],
])('reports a range failure as one: %s', async (property, end) => {
  const [message] = await messagesAbout('guance', `{"event":{"status":"error",${property}}}`);
  expect(message?.endsWith(end), message).toBe(true);
});

it('reports a range failure to BlueKing as one, and a wrong type as its receiver does', async () => {
  const body = (value: string) =>
    report('metric', { metrics: { m: 0 }, target: 't' }).replace('"m":0', `"m":${value}`);
  expect(await messagesAbout('blueking', body('1e400'))).toEqual([
    'value expected float64 type, got a number beyond the range of a 64-bit double',
  ]);
  const timestamp = report('metric', { metrics: { m: 0 }, target: 't', timestamp: 1 });
  expect(await messagesAbout('blueking', timestamp.replace('"timestamp":1', '"timestamp":1e400'))).toEqual([
    'timestamp expected float64 type, got a number beyond the range of a 64-bit double',
  ]);
  expect(await messagesAbout('blueking', body('"1"'))).toEqual(['value expected float64 type, got string']);
});

it('reports a range failure to CloudMonitor as one', async () => {
  const [message] = await messagesAbout(
    'cloudmonitor',
    '[{"name":"n","content":"c","groupId":9007199254740993}]',
  );
  expect(message).toContain('got 9007199254740993, above the maximum of 9007199254740991 (at 0.groupId)');
});

it.each([
  ['9223372036854775807', '9223372036854775807'],
  ['1.0e300', '1.0e300'],
  ['9007199254740993', '9007199254740993'],
  [`1${'0'.repeat(200)}`, `1${'0'.repeat(99)}…`],
])('repeats a number that JavaScript rounds as it was sent: %s', async (sent, shown) => {
  const event = `{"groupId":1,"\\u0067roupId":${sent},"name":"n","content":"c"}`;
  const [message] = await messagesAbout('cloudmonitor', `[{"name":"n","content":"c"},${event}]`);
  expect(message).toContain(`got ${shown}, above the maximum of 9007199254740991 (at 1.groupId)`);
});

it('repeats a data id as it was sent', async () => {
  const [message] = await messagesAbout(
    'blueking',
    '{"data_id": 9223372036854775807, "access_token": "wrong-token", "data": []}',
  );
  expect(message).toMatch(/^reject invalid token: 9223372036854775807\//);
});

it('reports a new bound in the contract as a range failure, even if the reason describes types', async () => {
  const options = edited('guance', ({ Event }) => {
    Object.assign((Event?.properties ?? {}) as object, {
      team: { type: 'string', maxLength: 3, 'x-reason': 'custom-field-type' },
      room: { type: 'string', pattern: '^[a-z]$', 'x-reason': 'custom-field-type' },
      rack: { type: 'number', multipleOf: 2, 'x-reason': 'check-value-type' },
      slot: { type: 'number', exclusiveMaximum: 2, 'x-reason': 'check-value-type' },
      tier: { type: 'string', enum: ['a'], 'x-reason': 'custom-field-type' },
    });
  });
  const event = { status: 'ok', team: 'operations', room: ' 1', rack: 3, slot: 2, tier: 'b' };
  const messages = await messagesAbout('guance', JSON.stringify({ event }), options);
  expect(messages.map((message) => message.replace(/^.*, got /, ''))).toEqual([
    'string of length 10, longer than 3',
    '" 1"',
    '3, not a multiple of 2',
    '2, not below 2',
    '"b"',
  ]);
});

it.each([
  [1795221000, undefined],
  [100000000000, 'milliseconds'],
  [1795221000000, 'milliseconds'],
  [99999999999999, 'milliseconds'],
  [100000000000000, 'microseconds'],
  [1795221000000000, 'microseconds'],
])('names the unit of a date not in seconds: %d', async (date, unit) => {
  const messages = await messagesAbout('guance', JSON.stringify({ event: { status: 'error', date } }));
  const local = validateGuance({ status: 'error', date }).warnings.map(({ message }) => message);
  const units = (all: readonly string[]) => all.flatMap((message) => /is in (\w+)/.exec(message)?.[1] ?? []);
  expect(units(messages)).toEqual(unit ? [unit] : []);
  expect(units(local)).toEqual(unit ? [unit] : []);
});

it('names the same unit in Chinese', () => {
  const reasons = loadBundle('guance', 'documented', 'zh')['x-reasons'];
  expect(reasons['date-milliseconds']?.message).toContain('毫秒');
  expect(reasons['date-microseconds']?.message).toContain('微秒');
});
