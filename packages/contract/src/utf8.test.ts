import { expect, it } from 'vitest';
import { utf8Text } from './utf8.ts';

const text = (...bytes: number[]) => utf8Text(Uint8Array.from(bytes));

it.each([
  ['a byte that starts no character', [0x61, 0xff, 0x62], 'a\ufffdb'],
  ['the first two bytes of three', [0xe4, 0xb8, 0x22], '\ufffd\ufffd"'],
  ['a surrogate', [0xed, 0xa0, 0x80], '\ufffd\ufffd\ufffd'],
  ['an overlong form', [0xc0, 0xaf], '\ufffd\ufffd'],
  ['an incomplete character at the end', [0x61, 0xf0, 0x9f, 0x98], 'a\ufffd\ufffd\ufffd'],
])('replaces each byte of %s', (_, bytes, expected) => {
  expect(text(...bytes)).toBe(expected);
});

it('keeps valid characters and a byte order mark', () => {
  expect(utf8Text(Buffer.from('\ufeff\u4f60\u{1f600}'))).toBe('\ufeff\u4f60\u{1f600}');
  expect(text(0xe4, 0xbd, 0xa0, 0xff, 0xe4, 0xbd, 0xa0)).toBe('\u4f60\ufffd\u4f60');
});
