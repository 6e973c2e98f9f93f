import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { hmacSha1 } from './hmac-sha1.ts';

it.each(['', 'k', 'testsecret', '密钥', 'x'.repeat(64), 'x'.repeat(65), 'x'.repeat(200)])(
  'agrees with OpenSSL for the key %j',
  (key) => {
    for (const text of ['', 'POST\n', '磁盘告警 🔥', 'y'.repeat(1000)]) {
      expect(hmacSha1(key, text)).toBe(createHmac('sha1', key).update(text, 'utf8').digest('hex'));
    }
  },
);
