/** Checks the admin API errors for unreadable requests and for faults that it cannot play. */
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { admin, send, start, TAKEN } from './admin.fixture.ts';

const json = { 'content-type': 'application/json' };

it.each([
  ['null', {}, 400, 'the body must be a JSON object or array'],
  [' "x"', {}, 400, 'the body must be a JSON object or array'],
  ['17', {}, 400, 'the body must be a JSON object or array'],
  ['{"freeze"', {}, 400, 'the body is not JSON at byte 9: unexpected end'],
  ['{}', { 'content-encoding': 'gzip' }, 400, 'the body is not compressed as Content-Encoding says'],
  [
    gzipSync('{"freeze":true}').subarray(0, 20),
    { 'content-encoding': 'gzip' },
    400,
    'the body is not compressed as Content-Encoding says',
  ],
  [' '.repeat(4 * 1024 * 1024 + 1), {}, 413, 'the body must have at most 4194304 bytes'],
] as const)('reports what is wrong with an unreadable body (%#)', async (body, headers, status, message) => {
  const { url } = await start();
  const answer = await send(url, {
    method: 'PUT',
    path: '/__admin/clock',
    headers: { ...json, ...headers },
    body,
  });
  expect([answer.status, answer.json().error]).toEqual([status, expect.stringContaining(message)]);
});

it.each(['%ff', '%', '%e4%bd'])('reports that the path with %s is not UTF-8', async (id) => {
  const { url } = await start();
  const answer = await send(url, { path: `/__admin/requests/${id}` });
  expect([answer.status, answer.json().error]).toEqual([400, 'the path is not valid percent-encoded UTF-8']);
});

it.each([
  [{ api: 'guance', kind: 'delay' }, '`delayMs` must be a whole number of milliseconds from 0 to 600000'],
  [{ api: 'guance', kind: 'delay', delayMs: '5' }, '`delayMs` must be a whole number'],
  [{ api: 'guance', kind: 'delay', delayMs: 0.5 }, '`delayMs` must be a whole number'],
  [{ api: 'guance', kind: 'delay', delayMs: 600_001 }, 'from 0 to 600000'],
  [{ api: 'guance', kind: 'delay', delayMs: 1, jitterMs: 1e12 }, '`jitterMs` must be a whole number'],
  [{ api: 'guance', kind: 'reset' }, '`when` is missing: use one of before-commit, after-commit'],
  [{ api: 'guance' }, '`reason` must be a string'],
  [{ api: 'guance', reason: 7 }, '`reason` must be a string'],
  [
    { reason: 'internal-error' },
    '`api` is missing: use one of blueking, cloudmonitor, cloudmonitor-rpc, guance',
  ],
])('rejects the fault %j in process and over HTTP, and sets none', async (fault, message) => {
  const { server, url } = await start();
  expect(() => server.fail(fault as never)).toThrow(message);
  const refused = await admin(url, 'POST', '/faults', fault);
  expect([refused.status, refused.json().error]).toEqual([400, expect.stringContaining(message)]);
  expect((await send(url, TAKEN.guance)).status).toBe(200);
});

it.each([Infinity, 2 ** 31, Number.MAX_VALUE])(
  'waits with timeoutMs: %d until it arrives',
  async (timeoutMs) => {
    const { server, url } = await start();
    const waiting = server.waitFor(() => true, { timeoutMs });
    await new Promise((resolve) => setTimeout(resolve, 20));
    await send(url, TAKEN.guance);
    expect((await waiting).outcome).toBe('accepted');
  },
);
