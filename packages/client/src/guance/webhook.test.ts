import { inspect } from 'node:util';
import { responses } from '@pushspec/contract/guance/responses';
import { expect, it } from 'vitest';
import { rejection } from '../rejection.fixture.ts';
import { createGuanceClient } from './index.ts';

const { accepted } = responses.pushEvent;

const start = 'https://openapi.guance.com/api/v1/push-events';

/** Returns the URL that a client created from a webhook sends to. */
async function addressFrom(webhook: string): Promise<string> {
  const sent: string[] = [];
  const fetch = async (url: string) => {
    sent.push(url);
    return Response.json(accepted.body);
  };
  await createGuanceClient({ webhook, fetch }).send({ status: 'ok' });
  return sent.join();
}

it.for([
  `${start}/secret_7f3a`,
  `${start}/secret_7f3a/`,
  `${start}/secret_7f3a/alerts`,
  `${start}/secret_7f3a/alerts/`,
  `${start}/secret_7f3a/datakit/push`,
  `${start}/secret_7f3a//datakit//push`,
  `${start}/a%20b/%E5%91%8A%E8%AD%A6/100%25`,
  'http://127.0.0.1:4010/base/api/v1/push-events/secret_7f3a/push-events/x',
])('sends to exactly the address that was copied: %s', async (webhook) => {
  expect(await addressFrom(webhook)).toBe(webhook);
});

it.for([
  { copied: `${start}/a b/告警/<x>`, sent: `${start}/a%20b/%E5%91%8A%E8%AD%A6/%3Cx%3E` },
  { copied: `${start}/secret_7f3a/datakit%2Fpush`, sent: `${start}/secret_7f3a/datakit/push` },
])('normalizes another spelling of an address: $copied', async ({ copied, sent }) => {
  expect(await addressFrom(copied)).toBe(sent);
});

it.for([
  '',
  'secret_7f3a',
  '/api/v1/push-events/secret_7f3a',
  'ftp://openapi.guance.com/api/v1/push-events/secret_7f3a',
  'https://user:7f3a@openapi.guance.com/api/v1/push-events/x',
  'https://openapi.guance.com/api/v1/push-events/',
  'https://openapi.guance.com/api/v1/push-events//7f3a',
  'https://openapi.guance.com/v1/push/secret_7f3a',
  `${start}/secret_7f3a?token=1`,
  `${start}/secret_7f3a#1`,
  `${start}/secret%2F7f3a/x`,
  `${start}/secret_7f3a/100%`,
  `${start}/secret_7f3a/%ff`,
])('rejects a value that is not a webhook address, without echoing it: %j', (webhook) => {
  const create = () => createGuanceClient({ webhook });
  expect(create).toThrow(TypeError);
  expect(create).toThrow(
    /^`webhook` must be .*https:\/\/openapi\.guance\.com\/api\/v1\/push-events\/\{secret\}/,
  );
  expect(create).not.toThrow('7f3a');
});

it('reports that the webhook is missing', () => {
  // @ts-expect-error it comes from the environment
  expect(() => createGuanceClient({ webhook: undefined })).toThrow('`webhook` must be');
});

it('rejects a path segment that URL resolution would remove', () => {
  expect(() => createGuanceClient({ webhook: `${start}/secret_7f3a/a/%2e%2e/b` })).toThrow(
    '`subUri` must be',
  );
  expect(() => createGuanceClient({ webhook: `${start}/../x` })).toThrow('`secret` must be');
});

it('accepts either a webhook or its parts', () => {
  const webhook = `${start}/secret_7f3a`;
  // @ts-expect-error not both
  const both = () => createGuanceClient({ webhook, secret: 'secret_7f3a' });
  expect(both).toThrow('`webhook` contains `secret`');
  // @ts-expect-error not both
  const elsewhere = () => createGuanceClient({ webhook, baseUrl: 'http://127.0.0.1:1' });
  expect(elsewhere).toThrow('`webhook` contains `secret`');
});

it('shows the secret of a webhook neither in errors nor in the client', async () => {
  const fetch = async (url: string) => Promise.reject(new Error(`cannot reach ${url}`));
  const client = createGuanceClient({ webhook: `${start}/secret%5F7f3a/x`, fetch });
  const error = await rejection(client.send({ status: 'ok' }));
  expect(inspect([error, client], { depth: null, showHidden: true })).not.toContain('7f3a');
});
