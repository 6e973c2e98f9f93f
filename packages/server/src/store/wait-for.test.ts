import { expect, it } from 'vitest';
import type { Verdict } from '../pipeline/verdict.ts';
import { acceptedRequest, bluekingReport, send, startServer } from '../server.fixture.ts';

const isRejected = ({ outcome }: Verdict) => outcome === 'rejected';
const refused = acceptedRequest('blueking', bluekingReport('metric'));

it('finds a request that has already arrived', async () => {
  const server = await startServer();
  await send(server.url, acceptedRequest('guance'));
  await send(server.url, refused);
  expect(await server.waitFor(isRejected)).toMatchObject({ api: 'blueking', status: 400 });
});

it('finds a request that arrives later', async () => {
  const server = await startServer();
  const found = server.waitFor(isRejected);
  await send(server.url, acceptedRequest('guance'));
  await send(server.url, refused);
  expect(await found).toMatchObject({ api: 'blueking', status: 400 });
});

it('calls the predicate once per request', async () => {
  const server = await startServer();
  await send(server.url, acceptedRequest('guance'));
  const seen: string[] = [];
  const found = server.waitFor((verdict) => {
    seen.push(verdict.api);
    return isRejected(verdict);
  });
  await Promise.all([send(server.url, acceptedRequest('cloudmonitor')), send(server.url, refused)]);
  await found;
  expect(seen.sort()).toEqual(['blueking', 'cloudmonitor', 'guance'].slice(0, seen.length).sort());
  expect(new Set(seen).size).toBe(seen.length);
});

it.each([
  [{ api: 'guance' }, {}, "`waitFor` takes a function, such as (verdict) => verdict.outcome === 'rejected'"],
  [isRejected, { timeoutMs: '5 s' }, '`timeoutMs` must be 0 or more milliseconds'],
])('rejects invalid arguments: %o, %j', async (predicate, options, message) => {
  const server = await startServer();
  await expect(server.waitFor(predicate as never, options as never)).rejects.toThrow(new TypeError(message));
});

it('lists the requests that did arrive when it gives up', async () => {
  const server = await startServer({ sleep: async () => undefined });
  await send(server.url, refused);
  await expect(server.waitFor(() => false, { timeoutMs: 70 })).rejects.toThrow(
    'no request satisfied the predicate within 70 ms; 1 arrived:\n  blueking rejected 400 (data-empty)',
  );
});

it('reports that nothing has arrived', async () => {
  const server = await startServer({ sleep: async () => undefined });
  await expect(server.waitFor(() => true)).rejects.toThrow('within 4000 ms; none has arrived');
});

it('gives up when it is aborted', async () => {
  const server = await startServer();
  const abort = new AbortController();
  const found = server.waitFor(() => false, { signal: abort.signal });
  abort.abort();
  await expect(found).rejects.toThrow('the wait was aborted; none has arrived');
});

it('gives up when the server closes', async () => {
  const server = await startServer();
  const found = server.waitFor(() => false);
  const failed = expect(found).rejects.toThrow('the server was closed');
  await server.close();
  await failed;
});

it('fails with the error of its predicate', async () => {
  const server = await startServer();
  await send(server.url, refused);
  const broken = () => {
    throw new TypeError('no such property');
  };
  await expect(server.waitFor(broken)).rejects.toThrow('no such property');
});
