import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { jsonApis } from '../json-apis.ts';
import { bodyServer } from './raw-body.fixture.ts';

const COMPRESSIONS = [
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['zstd', zstdCompressSync],
  ['br', brotliCompressSync],
] as const;

const cases = jsonApis.flatMap((api) => [[api, 'documented'] as const, [api, 'receiver'] as const]);

it.each(cases)(
  'mentions Content-Encoding to a sender of a compressed body (%s, %s)',
  async (api, profile) => {
    const server = await bodyServer({ profile });
    for (const [name, compress] of COMPRESSIONS) {
      for (const headers of name === 'br'
        ? [{ 'content-encoding': 'br' }]
        : [{}, { 'content-encoding': name }]) {
        const { verdict } = await server.post(api, compress('{"event":{"status":"error"}}'), headers);
        expect(verdict.outcome).toBe('rejected');
        expect(verdict.warnings.map(({ message }) => message)).toEqual([
          `the body is sent as ${name}, but this API does not decompress bodies`,
        ]);
        const advice = [...verdict.reasons, ...verdict.warnings].map(({ fix }) => fix);
        for (const fix of advice) expect(fix).toContain('without the `Content-Encoding` header');
      }
    }
  },
);

it.each(jsonApis)('mentions only the character encoding to a sender of other bytes (%s)', async (api) => {
  const server = await bodyServer();
  const { verdict } = await server.post(api, Buffer.from('\ufeff{"a":"告警"}', 'utf16le'));
  expect(verdict.reasons[0]?.fix).toContain('UTF-8');
  expect(verdict.warnings).toEqual([]);
});

it('warns about a compressed body that is base64-encoded', async () => {
  const server = await bodyServer();
  const body = gzipSync('{}').toString('base64');
  const { verdict } = await server.post('guance', body, { 'content-encoding': 'gzip' });
  expect(verdict.reasons[0]).toMatchObject({
    code: 'malformed-json',
    message: 'invalid JSON at index 0: invalid char',
  });
  expect(verdict.warnings.map(({ code }) => code)).toEqual(['compressed-body']);
});

it('accepts uncompressed JSON with any Content-Encoding', async () => {
  const server = await bodyServer();
  const { verdict } = await server.post('guance', '{"event":{"status":"ok"}}', {
    'content-encoding': 'gzip',
  });
  expect(verdict.outcome).toBe('accepted');
  expect(verdict.warnings.map(({ code }) => code)).not.toContain('compressed-body');
});

it.each(cases)('names a byte order mark before the JSON (%s, %s)', async (api, profile) => {
  const server = await bodyServer({ profile });
  const { verdict } = await server.post(api, '\ufeff{"event":{"status":"error"}}');
  expect(verdict.reasons.map(({ code }) => code)).toEqual(['malformed-json']);
  expect(verdict.warnings.map(({ message }) => message)).toEqual([
    'the body starts with a byte order mark, the bytes EF BB BF, which is not part of JSON',
  ]);
  expect(verdict.reasons[0]?.fix).toBe('Write the body as UTF-8 without a byte order mark.');
});
