/** Checks that every unusual request has a row in the list, its own page and an event. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createServer } from '@pushspec/server';
import { expect, it, onTestFinished } from 'vitest';
import {
  admin,
  blueking,
  bluekingLimit,
  guance,
  idOf,
  type Plain,
  send,
  start,
  TAKEN,
} from './admin.fixture.ts';

const POST = { method: 'POST' };
const nested = (depth: number) => '{"a":'.repeat(depth) + 1 + '}'.repeat(depth);

/** The largest depth of a whole body. */
const DEPTH = bluekingLimit('receiver', 'x-max-depth', 'depth');

const ODD: Readonly<Record<string, Plain>> = {
  'a raw control character in a name': blueking('{"metrics":{"load":1},"target":"t","a\u0001b":1}'),
  'raw control characters in names that stand twice': blueking(
    '{"metrics":{"load":1},"target":"t","dimension":{"x":"1"},"\t\u0007":1,"\t\u0007":2}',
  ),
  'a raw control character in a name of the outer object': {
    ...POST,
    path: '/v2/push/',
    body: String(blueking('{"metrics":{"load":1},"target":"t"}').body).replace('{', '{"\u0000\n":[],'),
  },
  'a raw control character in a name that decides': {
    ...POST,
    path: '/v2/push/',
    body: '{"data_id":1,"data_id":2,"access_token":"a\tb","x\u0002":{"y\u0003":1}}',
  },
  'a raw line end in a refused name': blueking('{"metrics":{"a\nb":1},"target":"t"}'),
  'half a surrogate pair': blueking('{"metrics":{"load":1},"target":"\\ud800","dimension":{"x":"\\udc00"}}'),
  'half a surrogate pair in a name': guance(
    '{"event":{"status":"error","title":"\\ud800","dimension_tags":{"\\udfff":"\\ud801"}}}',
  ),
  'objects as deep as the contract allows': blueking(
    `{"event_name":"n","event":{"content":"c"},"target":"t","x":${nested(DEPTH - 3)}}`,
    'event',
  ),
  'arrays deeper than any stack': { ...POST, path: '/v2/push/', body: '['.repeat(90_000) },
  'numbers beyond every type': blueking(
    '{"metrics":{"a":1e400,"b":-1e999,"c":123456789012345678901234567890},"target":"t","timestamp":1e400}',
  ),
  'a date beyond every calendar': guance('{"event":{"status":"error","date":99999999999999999999}}'),
  'a time before every calendar': blueking('{"metrics":{"a":1},"target":"t","timestamp":-9e18}'),
  'no body': { ...POST, path: '/v2/push/' },
  'a body that is not UTF-8': { ...POST, path: '/v2/push/', body: Buffer.from([0xff, 0xfe, 0x00]) },
  'a body with a byte order mark': { ...POST, path: '/v2/push/', body: '\ufeff{}' },
  'a body that is null': { ...POST, path: '/v2/push/', body: 'null' },
  'names of the prototype': guance(
    '{"__proto__":{"a":1},"event":{"status":"error","__proto__":"b","constructor":"c","toString":"d"}}',
  ),
  'an escape that is cut off': { ...POST, path: '/v2/push/', body: '{"a\\u12":"x","access_token":"a\\u00' },
  'a path that cannot be decoded': { ...POST, path: '/v2/push/%ff%zz?%=%C3%28&&=', body: '%' },
  'a method that is rare': { method: 'PROPFIND', path: '/v2/push/' },
  'bytes in a header': { ...POST, path: '/v2/push/', headers: { 'x-odd': '\u00ff\u00fe %', cookie: '%;=' } },
  'a name of 200,000 letters': blueking(`{"metrics":{"${'n'.repeat(200_000)} ":1},"target":"t"}`),
  '20,000 names': blueking(
    `{"metrics":{"a":1},"target":"t",${Array.from({ length: 20_000 }, (_, index) => `"n${index}":1`)}}`,
  ),
};

/** Reads the events of a server from now on. */
async function openEvents(url: string): Promise<(count: number) => Promise<string[]>> {
  const gone = new AbortController();
  onTestFinished(() => gone.abort());
  const { body } = await fetch(`${url}/__admin/events`, { signal: gone.signal });
  const chunks = (body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let text = decoder.decode((await chunks.read()).value, { stream: true });
  const ids = () =>
    [...text.matchAll(/^id: (\S+)\nevent: verdict\ndata: \{.*\}$/gm)].map(([, id]) => String(id));
  return async (count) => {
    while (ids().length < count) {
      const { value, done } = await chunks.read();
      if (done) throw new Error(`the stream has ended after ${ids().length} events`);
      text += decoder.decode(value, { stream: true });
    }
    return ids();
  };
}

it('shows every unusual request in the list, on its own page, in the event stream and in process', async () => {
  const { server, url } = await start({ profile: 'receiver', onError: () => undefined });
  const events = await openEvents(url);
  const ids: string[] = [];
  for (const [name, request] of Object.entries(ODD)) {
    const answer = await send(url, request);
    expect(answer.status, name).toBeLessThan(500);
    ids.push(idOf(answer));
    const list = await admin(url, 'GET', '/requests');
    expect([list.status, list.json().requests[0].id], name).toEqual([200, ids.at(-1)]);
    const record = await admin(url, 'GET', `/requests/${ids.at(-1)}`);
    expect([record.status, record.json().verdict.notShown], name).toEqual([200, undefined]);
  }
  expect(await events(ids.length)).toEqual(ids);
  expect((await server.requests()).map(({ id }) => id)).toEqual(ids);
  for (const filter of ['?text=no-such-text', '?reason=duplicate-member', '?api=guance&outcome=accepted'])
    expect((await admin(url, 'GET', `/requests${filter}`)).status, filter).toBe(200);
});

it('warns about a duplicate name, even with raw control characters', async () => {
  const { url } = await start({ profile: 'receiver' });
  const id = idOf(await send(url, blueking('{"metrics":{"load":1},"target":"t","\t\u0007":1,"\t\u0007":2}')));
  const { warnings } = (await admin(url, 'GET', `/requests/${id}`)).json().verdict;
  expect(
    warnings.map(({ code, pointer }: { code: string; pointer: string }) => [code, pointer]),
  ).toContainEqual(['duplicate-member', '/data/0/\t\u0007']);
  const found = (await admin(url, 'GET', '/requests?reason=duplicate-member')).json().requests;
  expect(found.map((row: { id: string }) => row.id)).toEqual([id]);
});

it('truncates accepted content of 9 MB in the list and in events, and shows its record', async () => {
  const { url } = await start({ profile: 'receiver', onError: () => undefined });
  const events = await openEvents(url);
  const content = 'x'.repeat(9_000_000);
  const taken = await send(
    url,
    blueking(`{"event_name":"n","event":{"content":"${content}"},"target":"t"}`, 'event'),
  );
  const small = await send(url, TAKEN.guance);
  const ids = [idOf(taken), idOf(small)];
  const list = await admin(url, 'GET', '/requests');
  const rows: { id: string; outcome: string; notShown?: string }[] = list.json().requests;
  expect(rows.map(({ id, outcome }) => [id, outcome])).toEqual([
    [ids[1], 'accepted'],
    [ids[0], 'accepted'],
  ]);
  expect(rows.map(({ notShown }) => typeof notShown)).toEqual(['undefined', 'string']);
  expect(list.text.length).toBeLessThan(100_000);
  expect((await admin(url, 'GET', `/requests/${ids[0]}`)).status).toBe(200);
  expect(await events(2)).toEqual(ids);
});

it('shows all other records when one in the file is damaged, and marks its row', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pushspec-odd-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const store = join(folder, 'requests.sqlite');
  const damages = [
    "verdict = '{'",
    "verdict = 'null'",
    "verdict = '{}'",
    "headers = 'x'",
    "verdict = json_set(verdict, '$.receivedAt', '+010000-01-01T00:00:00.000Z')",
    "verdict = json_set(verdict, '$.reasons', 1)",
  ];
  const first = await createServer({ store });
  const { url } = await first.listen({ port: 0 });
  const ids: string[] = [];
  for (let sent = 0; sent <= damages.length; sent++) ids.push(idOf(await send(url, TAKEN.guance)));
  await first.close();
  const database = new DatabaseSync(store);
  for (const [index, damage] of damages.entries())
    database.prepare(`UPDATE requests SET ${damage} WHERE id = ?`).run(ids[index] ?? '');
  database.close();
  const second = await start({ store, onError: () => undefined });
  const list = await admin(second.url, 'GET', '/requests');
  expect(list.status).toBe(200);
  const rows: { id: string; notShown?: string }[] = list.json().requests;
  expect(rows.map(({ id }) => id)).toEqual(ids.toReversed());
  const damaged = rows.filter(({ notShown }) => notShown !== undefined).map(({ id }) => id);
  // Without its headers a request is shown nevertheless.
  expect(damaged.toReversed()).toEqual([0, 1, 2, 4, 5].map((index) => ids[index]));
  for (const id of ids) expect((await admin(second.url, 'GET', `/requests/${id}`)).status).toBe(200);
  expect(await second.server.requests()).toHaveLength(ids.length);
});
