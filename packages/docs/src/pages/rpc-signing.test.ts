/** Computes each value that the guide shows from the values above it, with Node's crypto only. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, createHmac } from 'node:crypto';
import { languages, loadBundle } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { rpcSigning } from './rpc-signing.ts';

/** The code blocks of one scheme, in the order of the page. */
function blocksOf(language: (typeof languages)[number], scheme: 0 | 1): string[] {
  const page = rpcSigning(
    'cloudmonitor-rpc',
    loadBundle('cloudmonitor-rpc', 'documented', language),
    language,
  );
  const section = page.split(/^### /m)[scheme + 1] ?? '';
  return [...section.matchAll(/^```\w+\n([\s\S]*?)\n```$/gm)].map(([, code = '']) => code);
}

/** The key that the introduction names. */
const ID = 'testKeyId';
const SECRET = 'testsecret';

const encoded = (text: string) =>
  [...Buffer.from(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      const hex = byte.toString(16).toUpperCase().padStart(2, '0');
      return /[\w.~-]/.test(character) ? character : `%${hex}`;
    })
    .join('');
const canonical = (json: string) =>
  Object.entries(JSON.parse(json) as Record<string, string>)
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&');
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

it.each(languages)('shows an ACS3 signature whose steps follow from each other, in %s', (language) => {
  const [digest, parameters = '', query, request = '', text = '', signature, header] = blocksOf(language, 0);
  expect(digest).toBe(sha256(''));
  expect(query).toBe(canonical(parameters));
  const [method, path, line, ...rest] = request.split('\n');
  expect([method, path, line, rest.at(-1)]).toEqual(['POST', '/', query, digest]);
  const headers = rest.slice(0, -3);
  const names = headers.map((each) => each.split(':')[0] ?? '');
  expect(names).toEqual([...names].sort());
  expect(names).toEqual(expect.arrayContaining(['host', 'x-acs-date', 'x-acs-signature-nonce']));
  expect(rest.at(-3)).toBe('');
  expect(rest.at(-2)).toBe(names.join(';'));
  expect(text).toBe(`ACS3-HMAC-SHA256\n${sha256(request)}`);
  expect(signature).toBe(createHmac('sha256', SECRET).update(text).digest('hex'));
  expect(header).toBe(
    `Authorization: ACS3-HMAC-SHA256 Credential=${ID},SignedHeaders=${names.join(';')},Signature=${signature}`,
  );
});

it.each(languages)('shows a signature of version 1 whose steps follow from each other, in %s', (language) => {
  const [parameters = '', query = '', text = '', signature = '', parameter] = blocksOf(language, 1);
  expect(query).toBe(canonical(parameters));
  expect(text).toBe(`POST&%2F&${encoded(query)}`);
  expect(signature).toBe(createHmac('sha1', `${SECRET}&`).update(text).digest('base64'));
  expect(parameter).toBe(`Signature=${encoded(signature)}`);
});

it('signs characters that encoders treat differently', () => {
  for (const scheme of [0, 1] as const) {
    const parameters = blocksOf('en', scheme).find((code) => code.startsWith('{')) ?? '';
    expect(Object.values(JSON.parse(parameters)).join()).toMatch(/~\*\+ %'!\(\)&=磁🔥\n\/\?#/);
  }
});

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

it.skipIf(!hasOpenssl)('prints the values shown on the page (skipped without openssl)', () => {
  const [digest, , , request = '', , signature, , script = ''] = blocksOf('en', 0);
  const [, , , v1Signature, , v1Script = ''] = blocksOf('en', 1);
  const printed = [script, v1Script].map((source) =>
    execFileSync('sh', ['-c', source], { encoding: 'utf8' })
      .split('\n')
      .map((line) => line.split(' ')[0]),
  );
  expect(printed).toEqual([
    [digest, sha256(request), signature, ''],
    [v1Signature, ''],
  ]);
});

it('has no steps for an API without schemes', () => {
  expect(rpcSigning('cloudmonitor', loadBundle('cloudmonitor', 'documented'), 'en')).toBe('');
});
