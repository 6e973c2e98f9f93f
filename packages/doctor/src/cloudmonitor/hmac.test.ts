import { createHmac as createNativeHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { createHmac } from './hmac.ts';

const keys = ['', 'k', 'testsecret', '密钥', 'x'.repeat(64), 'x'.repeat(65), 'x'.repeat(200)];

it.each(['md5', 'sha1', 'sha256'].flatMap((algorithm) => keys.map((key) => ({ algorithm, key }))))(
  'agrees with OpenSSL for $algorithm and the key $key',
  ({ algorithm, key }) => {
    const hmac = createHmac(algorithm);
    for (const text of ['', 'POST\n', '磁盘告警 🔥', 'y'.repeat(1000)]) {
      expect(hmac(key, text)).toBe(createNativeHmac(algorithm, key).update(text, 'utf8').digest('hex'));
    }
  },
);
