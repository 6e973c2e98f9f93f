import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { vendors } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { bodyServer } from './raw-body.fixture.ts';

const COMPRESSIONS = [
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['zstd', zstdCompressSync],
  ['br', brotliCompressSync],
] as const;

const cases = vendors.flatMap((vendor) => [[vendor, 'documented'] as const, [vendor, 'receiver'] as const]);

it.each(cases)(
  'tells a sender of a compressed body about Content-Encoding (%s, %s)',
  async (vendor, profile) => {
    const server = await bodyServer({ profile });
    for (const [name, compress] of COMPRESSIONS) {
      for (const headers of name === 'br'
        ? [{ 'content-encoding': 'br' }]
        : [{}, { 'content-encoding': name }]) {
        const { verdict } = await server.post(vendor, compress('{"event":{"status":"error"}}'), headers);
        expect(verdict.outcome).toBe('rejected');
        expect(verdict.warnings.map(({ message }) => message)).toEqual([
          `the body comes as ${name}, and this API does not decode any Content-Encoding`,
        ]);
        const advice = [...verdict.reasons, ...verdict.warnings].map(({ fix }) => fix);
        for (const fix of advice) expect(fix).toContain('without the header `Content-Encoding`');
      }
    }
  },
);

it.each(vendors)('tells a sender of other bytes about their encoding only (%s)', async (vendor) => {
  const server = await bodyServer();
  const { verdict } = await server.post(vendor, Buffer.from('\ufeff{"a":"告警"}', 'utf16le'));
  expect(verdict.reasons[0]?.fix).toContain('UTF-8');
  expect(verdict.warnings).toEqual([]);
});

it('says of a compressed body in base64 what the header says of it', async () => {
  const server = await bodyServer();
  const body = gzipSync('{}').toString('base64');
  const { verdict } = await server.post('guance', body, { 'content-encoding': 'gzip' });
  expect(verdict.reasons[0]).toMatchObject({
    code: 'malformed-json',
    message: 'invalid JSON at index 0: invalid char',
  });
  expect(verdict.warnings.map(({ code }) => code)).toEqual(['compressed-body']);
});

it('accepts JSON that is not compressed, whatever Content-Encoding says', async () => {
  const server = await bodyServer();
  const { verdict } = await server.post('guance', '{"event":{"status":"ok"}}', {
    'content-encoding': 'gzip',
  });
  expect(verdict.outcome).toBe('accepted');
  expect(verdict.warnings.map(({ code }) => code)).not.toContain('compressed-body');
});
