import { createHash, createHmac } from 'node:crypto';
import { developmentConfig } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { rpcRequest, send, startServer } from '../../server.fixture.ts';

const KEY = developmentConfig.cloudmonitor.accounts[0]?.keys[0] as {
  accessKeyId: string;
  accessKeySecret: string;
};
const EMPTY = createHash('sha256').update('').digest('hex');

/** Returns the warnings on a request that is sent with some headers, and signed with other values of them. */
async function warningsOf(sent: Record<string, string>, signedAs: Record<string, string>) {
  const target = '/?EventInfo.1.Content=c&EventInfo.1.EventName=n';
  const request = rpcRequest('', { target });
  const headers: Record<string, string> = { ...request.headers, ...sent };
  const signed = Object.entries({ ...headers, ...signedAs })
    .filter(([name]) => name === 'host' || name.startsWith('x-acs-'))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const names = signed.map(([name]) => name).join(';');
  const lines = signed.map(([name, value]) => `${name}:${value}\n`).join('');
  const canonical = ['POST', '/', target.slice(2), lines, names, EMPTY].join('\n');
  const text = `ACS3-HMAC-SHA256\n${createHash('sha256').update(canonical).digest('hex')}`;
  const signature = createHmac('sha256', KEY.accessKeySecret).update(text).digest('hex');
  const fields = `Credential=${KEY.accessKeyId},SignedHeaders=${names},Signature=${signature}`;
  const server = await startServer();
  await send(server.url, {
    ...request,
    headers: { ...headers, authorization: `ACS3-HMAC-SHA256 ${fields}` },
  });
  const [verdict] = await server.requests();
  return verdict?.warnings.map(({ message }) => message);
}

it('names a digest that is sent in uppercase, but signed in lowercase', async () => {
  const sent = { 'x-acs-content-sha256': EMPTY.toUpperCase() };
  expect(await warningsOf(sent, { 'x-acs-content-sha256': EMPTY })).toEqual([
    'why the request is not authenticated: x-acs-content-sha256 is sent in uppercase, but signed in lowercase (header-value-case)',
  ]);
});

it('names a header that is not ASCII and was signed as UTF-8', async () => {
  const sent = { 'x-acs-owner': Buffer.from('云').toString('latin1') };
  expect(await warningsOf(sent, { 'x-acs-owner': '云' })).toEqual([
    expect.stringMatching(
      /the value of x-acs-owner is not ASCII: it is signed as UTF-8.*\(header-not-ascii\)$/,
    ),
  ]);
});
