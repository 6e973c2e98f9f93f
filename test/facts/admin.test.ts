/** Checks who may call the admin API and how much work a call may cause. */
import { expect, it, onTestFinished } from 'vitest';
import { admin, blueking, bluekingLimit, idOf, type Plain, send, start, TAKEN } from './admin.fixture.ts';

/** Counts functions compiled from source, because validators are compiled that way. */
function countCompiled(): () => number {
  const original = globalThis.Function;
  let count = 0;
  const counting = () => void count++;
  globalThis.Function = new Proxy(original, {
    construct(target, parameters) {
      counting();
      return Reflect.construct(target, parameters) as object;
    },
    apply(target, self, parameters) {
      counting();
      return Reflect.apply(target, self, parameters) as unknown;
    },
  });
  onTestFinished(() => {
    globalThis.Function = original;
  });
  return () => count;
}

const TYPES = [
  ...Array.from({ length: 6 }, (_, index) => `application/json; v=${index}`),
  ...Array.from({ length: 6 }, (_, index) => `text/x-${index}`),
  ...['APPLICATION/JSON', 'application/json;charset=UTF-8', 'application/json ; charset="utf-8"'],
  ...['multipart/form-data; boundary=x', '*/*', 'application/*', '', ';', ';;=;', 'constructor', 'json'],
  ...['application/json, text/plain', 'application/vnd.x+json', `a/${'b'.repeat(4000)}`],
];

const ROUTES: readonly Plain[] = [
  ...['/health', '/requests', '/requests/x', '/requests/x/signature', '/faults', '/clock'].map(get),
  ...['/credentials', '/limits', '/openapi.json', '/guance/unrecovered', '/nowhere'].map(get),
  { method: 'DELETE', path: '/__admin/faults' },
  { method: 'POST', path: '/__admin/reset' },
  { method: 'POST', path: '/__admin/requests/x/replay' },
  { method: 'POST', path: '/__admin/faults', body: '{"api":"guance","kind":"garbage"}' },
  { method: 'POST', path: '/__admin/try', body: '{"api":"nobody"}' },
  { method: 'PUT', path: '/__admin/clock', body: '{"freeze":true}' },
  { method: 'PUT', path: '/__admin/config/guance', body: '{"rateLimits":"contract"}' },
];

function get(path: string): Plain {
  return { path: `/__admin${path}` };
}

it('compiles no validator for an arbitrary Content-Type on any route', async () => {
  const { url } = await start();
  for (const route of ROUTES) {
    // At most two: one without the header, and one with another media type.
    for (const type of ['application/json', 'text/plain'])
      await send(url, { ...route, headers: { 'content-type': type } });
    await send(url, route);
  }
  const compiled = countCompiled();
  for (const route of ROUTES)
    for (const type of TYPES) await send(url, { ...route, headers: { 'content-type': type } });
  expect(compiled()).toBe(0);
});

it('parses JSON for any parameters and letter case of its media type', async () => {
  const { url } = await start();
  for (const type of ['application/json', 'Application/JSON', 'application/json; charset=utf-8; v="1"'])
    expect(
      (
        await send(url, {
          method: 'PUT',
          path: '/__admin/clock',
          headers: { 'content-type': type },
          body: '{"freeze":true}',
        })
      ).status,
      type,
    ).toBe(200);
});

it('names the Content-Type that a body needs', async () => {
  const { url } = await start();
  for (const type of ['text/plain', 'a/b; x=application/json', undefined]) {
    const headers = type === undefined ? {} : { 'content-type': type };
    const answer = await send(url, { method: 'POST', path: '/__admin/faults', headers, body: '{}' });
    expect(answer.status).toBe(415);
    expect(answer.json().error).toBe(`Content-Type must be application/json, got ${type ?? 'none'}`);
  }
});

const fetched = (site: string, mode?: string, dest?: string): Record<string, string> => ({
  'sec-fetch-site': site,
  ...(mode && { 'sec-fetch-mode': mode }),
  ...(dest && { 'sec-fetch-dest': dest }),
});

const READ = ['/__admin/health', '/__admin/requests', '/__admin/openapi.json'];

it('does not let other sites read anything', async () => {
  const { url } = await start();
  for (const headers of [
    ...[fetched('cross-site'), fetched('same-site'), fetched('same-origin, cross-site'), fetched('')],
    ...[fetched('cross-site', 'no-cors', 'script'), fetched('cross-site', 'no-cors', 'document')],
    ...[fetched('same-site', 'cors', 'empty'), fetched('cross-site', 'navigate')],
    ...[fetched('cross-site', 'navigate', 'iframe'), fetched('same-site', 'navigate', 'object')],
  ])
    for (const path of READ)
      expect((await send(url, { path, headers })).status, `${path} ${JSON.stringify(headers)}`).toBe(403);
});

it('accepts our own pages, programs and followed links', async () => {
  const { url } = await start();
  for (const headers of [
    ...[{}, fetched('none'), fetched('same-origin', 'cors', 'empty')],
    ...[fetched('cross-site', 'navigate', 'document'), fetched('same-site', 'navigate', 'document')],
  ])
    for (const path of READ)
      expect((await send(url, { path, headers })).status, `${path} ${JSON.stringify(headers)}`).toBe(200);
});

it('does not let a link change anything', async () => {
  const { url } = await start();
  const headers = {
    'sec-fetch-site': 'cross-site',
    'sec-fetch-mode': 'navigate',
    'sec-fetch-dest': 'document',
  };
  expect((await send(url, { method: 'POST', path: '/__admin/reset', headers })).status).toBe(403);
});

it('does not replay a truncated body, with a Content-Length or in chunks', async () => {
  const { url } = await start();
  const limit = bluekingLimit('documented', 'x-max-body-bytes', 'bytes');
  const part = 'x'.repeat(Math.ceil(limit / 2));
  for (const body of [part + part + part, [part, part, part]]) {
    const id = idOf(await send(url, { method: 'POST', path: '/v2/push/', body }));
    const replayed = await admin(url, 'POST', `/requests/${id}/replay`);
    expect(replayed.status).toBe(409);
    expect(replayed.json().error).toContain('only the beginning was kept');
  }
});

it('replays a body that came in chunks', async () => {
  const { url } = await start();
  const { body, ...rest } = TAKEN.blueking;
  const text = String(body);
  const id = idOf(await send(url, { ...rest, body: [text.slice(0, 9), text.slice(9)] }));
  const replayed = await admin(url, 'POST', `/requests/${id}/replay`);
  expect([replayed.status, replayed.json().verdict.outcome]).toEqual([200, 'accepted']);
});

it('parses only a few items of each record for a list, and only once', async () => {
  const { url } = await start({ config: { blueking: { rateLimits: 'off' } } });
  const items = Array.from({ length: 5000 }, (_, index) => `{"metrics":{"load":${index}},"target":"t"}`);
  const id = idOf(await send(url, blueking(items.join())));
  const parse = JSON.parse;
  let parsed = 0;
  JSON.parse = (text: string, ...rest: []) => {
    if (text.includes('"load":4999')) parsed++;
    return parse(text, ...rest);
  };
  onTestFinished(() => {
    JSON.parse = parse;
  });
  const { text: first } = await send(url, { path: '/__admin/requests' });
  parsed = 0;
  for (const _ of [2, 3]) expect((await send(url, { path: '/__admin/requests' })).text).toBe(first);
  expect(parsed).toBe(0);
  const [row] = parse(first).requests;
  expect([row.itemCount, row.items.length]).toEqual([5000, 10]);
  const record = parse((await send(url, { path: `/__admin/requests/${id}` })).text);
  expect([record.verdict.items.length, record.verdict.itemCount]).toEqual([5000, undefined]);
});

it('updates a row after the configuration changes', async () => {
  const { url } = await start();
  await send(url, { ...TAKEN.guance, body: '{"event":{"status":"error","title":"hello-secret"}}' });
  const title = async () => {
    const { requests } = (await admin(url, 'GET', '/requests')).json();
    return requests[0].items[0].result.df_title;
  };
  expect(await title()).toBe('hello-secret');
  await admin(url, 'PUT', '/config/guance', { apiKeys: ['hello-secret'] });
  expect(await title()).not.toContain('hello');
});
