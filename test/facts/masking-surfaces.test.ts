/** Checks that reading, listening and explaining show no secret and never change a vendor response. */
import { expect, it } from 'vitest';
import { configWith, firstEvent, post, push, report, type Sent, secrets, serve } from './masking.fixture.ts';

const longToken = 'Zx9-'.repeat(1000);

const withLongToken: Record<string, Sent> = {
  'an event of Guance': push({ status: 'error', title: '97 %' }, { extraData: { token: longToken } }),
  'a report of BlueKing': report(`{"data_id":7,"access_token":"${longToken}","data":[]}`),
  'an upload to CloudMonitor': {
    path: '/event/custom/upload',
    body: `[{"name":"97 %","content":"c","token":"${longToken}"}]`,
    headers: { authorization: `keyId:${longToken}` },
  },
};

it.each(Object.entries(withLongToken))(
  'shows %s that contains a token of 4,000 characters',
  async (_, sent) => {
    const { record, see } = await serve();
    const shown = await record(sent);
    const { status, body } = await see('/requests');
    expect(status).toBe(200);
    expect(body.requests).toHaveLength(1);
    expect(JSON.stringify([shown, body])).not.toContain(longToken.slice(0, 40));
  },
);

it.each(Object.entries(withLongToken))('responds to %s in the same way with a listener', async (_, sent) => {
  const { url } = await serve({ clock: () => 1_795_000_000_000, random: () => 0.5 });
  const unheard = await post(url, sent);
  const next = await firstEvent(url);
  const heard = await post(url, sent);
  expect({ ...heard, headers: {} }).toEqual({ ...unheard, headers: {} });
  expect(await next()).not.toContain(longToken.slice(0, 40));
});

it.each([5000, 400_000])('shows no part of a rejected token of %i characters', async (length) => {
  const { record, see } = await serve();
  const token = Array.from({ length }, (_, at) => String.fromCharCode(97 + ((at * 7) % 26))).join('');
  const shown = await record(report(`{"data_id":7,"access_token":"${token}","data":[]}`));
  expect(shown.verdict.reasons[0].code).toBe('invalid-token');
  expect(JSON.stringify([shown, (await see('/requests')).body])).not.toContain(token.slice(0, 20));
});

it('explains a rejection without the secrets of the request', async () => {
  const { url } = await serve({ explain: true });
  const token = 'stranger-token-1a2b3c';
  const { status, headers } = await post(url, report(`{"data_id":7,"access_token":"${token}","data":[]}`));
  expect(status).toBe(401);
  expect(headers['x-pushspec-explain']).toContain('invalid-token');
  expect(headers['x-pushspec-explain']).not.toContain(token);
});

it('responds to a rejected request with a long token when it must explain it', async () => {
  const { url } = await serve({ explain: true });
  const body = `{"data_id":7,"access_token":"${longToken} %","data":[]}`;
  const { status, headers } = await post(url, report(body));
  expect(status).toBe(401);
  expect(String(headers['x-pushspec-explain'])).not.toContain(longToken.slice(0, 20));
});

it('responds even if a listener throws', async () => {
  const { url, server } = await serve();
  const waiting = server.waitFor(() => {
    throw new Error('a fault of the test');
  });
  const { status } = await post(url, push({ status: 'ok' }));
  expect(status).toBe(200);
  await expect(waiting).rejects.toThrow('a fault of the test');
  expect((await post(url, push({ status: 'ok' }))).status).toBe(200);
});

it('starts with 3,000 keys and masks each of them', async () => {
  const apiKeys = Array.from({ length: 3000 }, (_, index) => `workspace-key-${index}-${'k'.repeat(40)}`);
  const config = configWith(secrets);
  const { record } = await serve({ config: { ...config, guance: { ...config.guance, apiKeys } } });
  const shown = await record(push({ status: 'ok', title: `${apiKeys[0]} ${apiKeys[2999]}` }));
  expect(shown.request.body).toContain('"title":"…');
  expect(JSON.stringify(shown)).not.toMatch(/workspace-key-(0|2999)-/);
});

it('shows a request with 1,000 short tokens', async () => {
  const { record } = await serve();
  const tokens = Array.from({ length: 1000 }, (_, index) => ({ token: `t${index}` }));
  const shown = await record(push({ status: 'ok' }, { extraData: { tokens } }));
  expect(shown.request.body).not.toMatch(/"t\d+"/);
  expect(shown.request.body).toContain('"status":"ok"');
});

const failures: Record<string, () => never> = {
  'that repeats a secret': () => {
    throw new Error(`no luck with ${secrets.accessToken} and "${encodeURIComponent(secrets.apiKey)}"`);
  },
  'that quotes a text with half a secret': () =>
    JSON.parse(`x ${secrets.accessKeySecret.slice(0, 12)}`) as never,
  'that has a secret among its properties': () => {
    throw Object.assign(new Error('no luck'), { request: { token: secrets.securityToken } });
  },
};

it.each(Object.entries(failures))(
  'writes no secret to the log after a failure inside %s',
  async (_, random) => {
    const lines: string[] = [];
    const { url } = await serve({ random, logLevel: 'warn', logTo: { write: (line) => lines.push(line) } });
    const { status } = await post(url, push({ status: 'ok' }));
    expect(status).toBe(500);
    await expect.poll(() => lines.length).toBe(1);
    for (const secret of Object.values(secrets)) expect(lines[0]).not.toContain(secret.slice(0, 10));
  },
);

it('lists no credential with a secret in its name', async () => {
  const config = configWith(secrets);
  const monitors = [
    { secret: secrets.secret, subUri: `alerts-${secrets.secret}`, name: `of ${secrets.secret}` },
  ];
  const { see } = await serve({ config: { ...config, guance: { ...config.guance, monitors } } });
  const { status, body } = await see('/credentials');
  expect(status).toBe(200);
  expect(JSON.stringify(body)).not.toContain(secrets.secret);
});
