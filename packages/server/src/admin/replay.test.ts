import { parseConfig } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { acceptedRequest, NOW, send, startServer } from '../server.fixture.ts';
import { admin } from './admin.fixture.ts';

const idOf = (response: { headers: Record<string, unknown> }) =>
  String(response.headers['x-pushspec-request-id']);

it.each(['blueking', 'cloudmonitor', 'guance'] as const)('sends a request to %s again', async (api) => {
  const server = await startServer();
  const first = await send(server.url, acceptedRequest(api));
  const { status, body } = await admin(server.url, `POST /requests/${idOf(first)}/replay`);
  expect(status).toBe(200);
  expect(body).toMatchObject({ answer: { status: 200 }, verdict: { api, outcome: 'accepted' } });
  expect(body.verdict.id).not.toBe(idOf(first));
  expect(await server.requests()).toHaveLength(2);
});

it('signs again with a new Date', async () => {
  let now = NOW;
  const { url } = await startServer({ clock: () => now });
  const first = await send(url, acceptedRequest('cloudmonitor'));
  now += 24 * 3_600_000;
  expect((await send(url, acceptedRequest('cloudmonitor'))).status).toBe(403);
  const { body } = await admin(url, `POST /requests/${idOf(first)}/replay`);
  expect(body.verdict.outcome).toBe('accepted');
});

it('sends a rejected request again, with the same result', async () => {
  const { url } = await startServer();
  const first = await send(url, acceptedRequest('guance', '{"event": 1}'));
  const { body } = await admin(url, `POST /requests/${idOf(first)}/replay`);
  expect(body.answer.status).toBe(first.status);
});

it('responds with 404 to the replay of an unknown request', async () => {
  const { url } = await startServer();
  expect((await admin(url, 'POST /requests/none/replay')).status).toBe(404);
});

it('does not send a truncated body', async () => {
  const { url } = await startServer();
  const first = await send(url, acceptedRequest('blueking', Buffer.alloc(600_000, 0x20)));
  expect(first.status).toBe(413);
  const { status, body } = await admin(url, `POST /requests/${idOf(first)}/replay`);
  expect(status).toBe(409);
  expect(body.error).toContain('beginning');
});

it('reports a missing response', async () => {
  const server = await startServer();
  const first = await send(server.url, acceptedRequest('guance'));
  server.fail({ api: 'guance', kind: 'reset', when: 'after-commit' });
  expect((await admin(server.url, `POST /requests/${idOf(first)}/replay`)).status).toBe(502);
});

it('sends a request unchanged if its key is no longer known', async () => {
  const server = await startServer({ config: parseConfig({}) });
  const first = await send(server.url, acceptedRequest('cloudmonitor'));
  const keys = [{ accessKeyId: 'another', accessKeySecret: 'another' }];
  await server.configure('cloudmonitor', { accounts: [{ id: 'b', keys }] });
  const { body } = await admin(server.url, `POST /requests/${idOf(first)}/replay`);
  expect(body.verdict.reasons[0].code).toBe('unknown-access-key');
});
