import type { Fetch, FetchInit } from '@pushspec/client';
import { expect, it } from 'vitest';
import { patientFetch } from './patient-fetch.ts';

const init: FetchInit = {
  ...{ method: 'POST', headers: {}, body: new Uint8Array(), redirect: 'manual' },
  signal: new AbortController().signal,
};

function patient(inner: Fetch) {
  const lines: string[] = [];
  const fetch = patientFetch(inner, (line) => lines.push(line));
  return { fetch: () => fetch('https://vendor.example/path?secret', init), lines };
}

const failing = (code: string, message: string) =>
  Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(message), { code }) });

it.each([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_SOCKET',
  'UND_ERR_HEADERS_TIMEOUT',
])('passes %s on, because the reporter repeats it', async (code) => {
  const error = failing(code, 'away');
  const { fetch, lines } = patient(async () => Promise.reject(error));
  await expect(fetch()).rejects.toBe(error);
  expect(lines).toEqual([]);
});

it.each(['CERT_HAS_EXPIRED', 'EPROTO', 'ERR_TLS_CERT_ALTNAME_INVALID', 'DEPTH_ZERO_SELF_SIGNED_CERT'])(
  'turns %s into a broken connection, and logs it once',
  async (code) => {
    const { fetch, lines } = patient(async () => Promise.reject(failing(code, 'certificate has expired')));
    for (let time = 0; time < 2; time++) {
      const error = await fetch().catch((reason: unknown) => reason);
      expect([error, (error as Error).cause]).toEqual([new TypeError('fetch failed'), undefined]);
    }
    expect(lines).toEqual([
      'warning: no request to https://vendor.example can succeed: certificate has expired. Events wait until this is fixed.',
    ]);
  },
);

it.each([
  [302, ''],
  [404, '<html>no such page</html>'],
  [401, 'log in'],
])('turns a response with %i that is not JSON into 503', async (status, text) => {
  const { fetch, lines } = patient(async () => new Response(text, { status }));
  expect((await fetch()).status).toBe(503);
  expect(lines).toHaveLength(1);
});

it('passes responses of the vendor on', async () => {
  const { fetch, lines } = patient(async () => Response.json({ code: '403' }, { status: 403 }));
  const response = await fetch();
  expect([response.status, response.ok, await response.text()]).toEqual([403, false, '{"code":"403"}']);
  expect(lines).toEqual([]);
});
