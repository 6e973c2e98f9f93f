import { expect, it } from 'vitest';
import {
  bluekingReport,
  cloudmonitorRequest,
  guanceEvent,
  type RunningServer,
  runningServer,
  send,
} from './running-server.fixture.ts';

const point = { metrics: { cpu_load: 1 }, target: 'web-001' };

/** Starts a server and sends it a request of every kind, in this order. */
async function filledServer(): Promise<RunningServer> {
  const server = await runningServer();
  for (const request of [
    cloudmonitorRequest(),
    guanceEvent({ status: 'ok' }),
    guanceEvent({ status: 'bad' }),
    guanceEvent({ status: 'ok' }, { secret: 'secret_of_nobody' }),
    bluekingReport([]),
    bluekingReport([point]),
  ])
    await send(server.url, request);
  return server;
}

interface Page {
  readonly requests: readonly { readonly id: string; readonly api: string; readonly outcome: string }[];
  readonly next: string | null;
}

async function list({ url }: RunningServer, query: string): Promise<Page> {
  return (await (await fetch(`${url}/__admin/requests?${query}`)).json()) as Page;
}

const shown = ({ requests }: Page) => requests.map(({ api, outcome }) => `${api} ${outcome}`);

const FILTERED: readonly (readonly [query: string, expected: readonly string[]])[] = [
  ['api=guance', ['guance ignored', 'guance rejected', 'guance accepted']],
  ['outcome=rejected', ['blueking rejected', 'guance rejected']],
  ['outcome=ignored', ['guance ignored']],
  ['api=guance&outcome=accepted', ['guance accepted']],
  ['api=blueking&outcome=ignored', []],
  ['reason=status-invalid', ['guance rejected']],
  ['reason=status-invalid&api=blueking', []],
  ['reason=unknown-secret&outcome=ignored', ['guance ignored']],
  ['limit=2', ['blueking accepted', 'blueking rejected']],
];

it('lists the records that match each filter, newest first', async () => {
  const server = await filledServer();
  for (const [query, expected] of FILTERED) expect(shown(await list(server, query)), query).toEqual(expected);
});

it('finds the code of a warning as well as that of a reason', async () => {
  const server = await filledServer();
  expect(shown(await list(server, 'reason=recommended-field-missing&outcome=accepted'))).toEqual([
    'guance accepted',
  ]);
});

it('finds each of several codes of one record', async () => {
  const server = await runningServer();
  await send(server.url, guanceEvent({ status: 'ok' }, { secret: 'secret_of_nobody' }));
  const [verdict] = await server.requests();
  const codes = [...(verdict?.reasons ?? []), ...(verdict?.warnings ?? [])].map(({ code }) => code);
  expect(codes.length).toBeGreaterThan(1);
  for (const code of codes) expect((await list(server, `reason=${code}`)).requests, code).toHaveLength(1);
});

it('does not treat a part of a code, or two codes together, as a code', async () => {
  const server = await filledServer();
  const parts = [
    'status',
    'invalid',
    'status-',
    'tatus-invalid',
    'status-invali',
    'unknown-secret-recommended',
  ];
  for (const reason of parts) {
    const { status } = await fetch(`${server.url}/__admin/requests?reason=${reason}`);
    expect(status, reason).toBe(400);
    expect(await server.requests({ reason }), reason).toEqual([]);
  }
});

it('has a next page only if there are more records', async () => {
  const server = await filledServer();
  expect((await list(server, 'limit=6')).next).toBeNull();
  expect((await list(server, 'limit=5')).next).not.toBeNull();
  expect((await list(server, 'api=guance&limit=3')).next).toBeNull();
});

it('finds duplicate names beyond the first batch of records, up to the requested limit', async () => {
  const server = await runningServer({ config: { guance: { rateLimits: 'off' } } });
  const twice = { ...guanceEvent({}), body: '{"event":{"status":"ok","title":"a","title":"b"}}' };
  for (let sent = 0; sent < 3; sent++) await send(server.url, twice);
  for (let sent = 0; sent < 210; sent++) await send(server.url, guanceEvent({ status: 'ok' }));
  expect((await list(server, 'reason=duplicate-member')).requests).toHaveLength(3);
  expect(await server.requests({ reason: 'duplicate-member', limit: 2 })).toHaveLength(2);
});

it('`requests()` returns up to its limit of records, and those before a record', async () => {
  const server = await filledServer();
  const all = await server.requests();
  expect(all).toHaveLength(6);
  expect(await server.requests({ limit: 2 })).toEqual(all.slice(-2));
  expect(await server.requests({ before: all[2]?.id ?? '' })).toEqual(all.slice(0, 2));
});
