import { developmentConfig } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { send, startServer } from '../../server.fixture.ts';

const dataIdOf = (kind: 'metric' | 'event') =>
  developmentConfig.blueking.dataIds.find((entry) => entry.kind === kind);

/** Sends an item and returns its outcome, the codes of the findings, and its result. */
async function resultOf(
  kind: 'metric' | 'event',
  item: string,
  profile: 'documented' | 'receiver' = 'receiver',
) {
  const { dataId, accessToken } = dataIdOf(kind) ?? {};
  const server = await startServer({ profile });
  const body = `{"data_id":${dataId},"access_token":"${accessToken}","data":[${item}]}`;
  const { status } = await send(server.url, { path: '/v2/push/', body });
  const [verdict] = await server.requests();
  const { outcome, reasons = [], warnings = [], items = [] } = verdict ?? {};
  const codes = [...reasons, ...warnings].map(({ code, pointer }) => `${code} ${pointer}`);
  return { status, outcome, codes, result: items[0]?.result };
}

it('reads a target in another letter case if a metric has no other', async () => {
  const { outcome, codes, result } = await resultOf(
    'metric',
    '{"metrics":{"a":1},"TARGET":"t","timestamp":1795000000000}',
  );
  expect(outcome).toBe('accepted');
  expect(codes).toEqual(['name-in-other-case /data/0/TARGET']);
  expect(result).toMatchObject({ dimension: { target: 't' } });
});

it('merges objects, without checking their names', async () => {
  const item =
    '{"metrics":{"a":1},"METRICS":{"b-c":2},"Metrics":{"a":9},"target":"t","timestamp":1795000000000}';
  const { codes, result } = await resultOf('metric', item);
  expect(codes).toEqual(['name-in-other-case /data/0/METRICS', 'name-in-other-case /data/0/Metrics']);
  expect(result).toMatchObject({ metrics: { a: 1, 'b-c': 2 } });
});

it.each([
  ['metric', '"Target":1', '/data/0/Target'],
  ['metric', '"METRICS":{"x":"1"}', '/data/0/METRICS/x'],
  ['metric', '"Dimension":{"x":1}', '/data/0/Dimension/x'],
  ['metric', '"TIMESTAMP":1.5', '/data/0/TIMESTAMP'],
  ['metric', '"TimeStamp":1e19', '/data/0/TimeStamp'],
  ['event', '"EVENT":"x"', '/data/0/EVENT'],
  ['event', '"Event_Name":{}', '/data/0/Event_Name'],
] as const)('loses the batch of a %s with %s', async (kind, property, pointer) => {
  const rest = kind === 'metric' ? '"metrics":{"a":1}' : '"event_name":"n","event":{"content":"c"}';
  const { status, outcome, codes } = await resultOf(
    kind,
    `{${rest},"target":"t","timestamp":1795000000000,${property}}`,
  );
  expect({ status, outcome }).toEqual({ status: 200, outcome: 'ignored' });
  expect(codes).toContain(`not-convertible ${pointer}`);
});

it('ignores null in another letter case', async () => {
  const { outcome, result } = await resultOf(
    'metric',
    '{"metrics":{"a":1},"target":"t","Target":null,"timestamp":1795000000000}',
  );
  expect(outcome).toBe('accepted');
  expect(result).toMatchObject({ dimension: { target: 't' } });
});

it('does not read another letter case in the documented profile', async () => {
  const item = '{"metrics":{"a":1},"target":"t","Target":1,"timestamp":1795000000000}';
  const { outcome, codes } = await resultOf('metric', item, 'documented');
  expect(outcome).toBe('accepted');
  expect(codes).toEqual(['unknown-field /data/0/Target']);
});
