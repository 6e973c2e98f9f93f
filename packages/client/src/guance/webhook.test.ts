import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { rejection } from '../rejection.fixture.ts';
import { acceptedAnswer } from './answer.fixture.ts';
import { createGuanceClient } from './index.ts';

const start = 'https://openapi.guance.com/api/v1/push-events';

/** The address that a client sends to which was made from a webhook. */
async function addressFrom(webhook: string): Promise<string> {
  const sent: string[] = [];
  const fetch = async (url: string) => {
    sent.push(url);
    return Response.json(acceptedAnswer);
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
])('sends to the very address that was copied: %s', async (webhook) => {
  expect(await addressFrom(webhook)).toBe(webhook);
});

it.for([
  { copied: `${start}/a b/告警/<x>`, sent: `${start}/a%20b/%E5%91%8A%E8%AD%A6/%3Cx%3E` },
  { copied: `${start}/secret_7f3a/datakit%2Fpush`, sent: `${start}/secret_7f3a/datakit/push` },
  { copied: `  ${start}/secret_7f3a/alerts\n`, sent: `${start}/secret_7f3a/alerts` },
])('writes another spelling of an address in the usual way: $copied', async ({ copied, sent }) => {
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
  `${start}/7f3a/a\nb`,
])('refuses what is no webhook address, without repeating it: %j', (webhook) => {
  const create = () => createGuanceClient({ webhook });
  expect(create).toThrow(TypeError);
  expect(create).toThrow(
    /^webhook must be .*https:\/\/openapi\.guance\.com\/api\/v1\/push-events\/\{secret\}/,
  );
  expect(create).not.toThrow('7f3a');
});

it('says that it is the webhook that is missing', () => {
  // @ts-expect-error it comes from the environment
  expect(() => createGuanceClient({ webhook: undefined })).toThrow('webhook must be');
});

it('refuses a part that would be resolved away', () => {
  expect(() => createGuanceClient({ webhook: `${start}/secret_7f3a/a/%2e%2e/b` })).toThrow('subUri must be');
  expect(() => createGuanceClient({ webhook: `${start}/../x` })).toThrow('secret must be');
});

it('takes either a webhook or its parts', () => {
  const webhook = `${start}/secret_7f3a`;
  // @ts-expect-error not both
  const both = () => createGuanceClient({ webhook, secret: 'secret_7f3a' });
  expect(both).toThrow('webhook says all of secret');
  // @ts-expect-error not both
  const elsewhere = () => createGuanceClient({ webhook, baseUrl: 'http://127.0.0.1:1' });
  expect(elsewhere).toThrow('webhook says all of secret');
});

it('keeps the secret of a webhook out of errors and out of the client', async () => {
  const fetch = async (url: string) => Promise.reject(new Error(`cannot reach ${url}`));
  const client = createGuanceClient({ webhook: `${start}/secret%5F7f3a/x`, fetch });
  const error = await rejection(client.send({ status: 'ok' }));
  expect(inspect([error, client], { depth: null, showHidden: true })).not.toContain('7f3a');
});
