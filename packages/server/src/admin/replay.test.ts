import { parseConfig } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { acceptedRequest, NOW, send, startServer } from '../server.fixture.ts';
import { admin } from './admin.fixture.ts';

const idOf = (answer: { headers: Record<string, unknown> }) =>
  String(answer.headers['x-pushspec-request-id']);

it.each(['blueking', 'cloudmonitor', 'guance'] as const)(
  'sends a request to %s once more',
  async (vendor) => {
    const server = await startServer();
    const first = await send(server.url, acceptedRequest(vendor));
    const { status, body } = await admin(server.url, `POST /requests/${idOf(first)}/replay`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ answer: { status: 200 }, verdict: { vendor, outcome: 'accepted' } });
    expect(body.verdict.id).not.toBe(idOf(first));
    expect(await server.requests()).toHaveLength(2);
  },
);

it('signs anew, so that an old Date is no hindrance', async () => {
  let now = NOW;
  const { url } = await startServer({ clock: () => now });
  const first = await send(url, acceptedRequest('cloudmonitor'));
  now += 24 * 3_600_000;
  expect((await send(url, acceptedRequest('cloudmonitor'))).status).toBe(403);
  const { body } = await admin(url, `POST /requests/${idOf(first)}/replay`);
  expect(body.verdict.outcome).toBe('accepted');
});

it('sends what was refused for the same reason again', async () => {
  const { url } = await startServer();
  const first = await send(url, acceptedRequest('guance', '{"event": 1}'));
  const { body } = await admin(url, `POST /requests/${idOf(first)}/replay`);
  expect(body.answer.status).toBe(first.status);
});

it('says that a request is not kept', async () => {
  const { url } = await startServer();
  expect((await admin(url, 'POST /requests/none/replay')).status).toBe(404);
});

it('does not send a part of a body as if it were all of it', async () => {
  const { url } = await startServer();
  const first = await send(url, acceptedRequest('blueking', Buffer.alloc(600_000, 0x20)));
  expect(first.status).toBe(413);
  const { status, body } = await admin(url, `POST /requests/${idOf(first)}/replay`);
  expect(status).toBe(409);
  expect(body.error).toContain('beginning');
});

it('says that there was no answer', async () => {
  const server = await startServer();
  const first = await send(server.url, acceptedRequest('guance'));
  server.fail({ vendor: 'guance', kind: 'reset', when: 'after-commit' });
  expect((await admin(server.url, `POST /requests/${idOf(first)}/replay`)).status).toBe(502);
});

it('sends what a key signed that is not known any more as it was', async () => {
  const server = await startServer({ config: parseConfig({}) });
  const first = await send(server.url, acceptedRequest('cloudmonitor'));
  const keys = [{ accessKeyId: 'another', accessKeySecret: 'another' }];
  await server.configure('cloudmonitor', { accounts: [{ id: 'b', keys }] });
  const { body } = await admin(server.url, `POST /requests/${idOf(first)}/replay`);
  expect(body.verdict.reasons[0].code).toBe('unknown-access-key');
});
