import { expect, it } from 'vitest';
import { contractOf } from '../contract/contract.ts';
import { parseText } from './parse-text.ts';

const receiver = contractOf('blueking', 'receiver');
const text = '{\n"a":\t"line 1\nline 2\u0001", "b": "\\"\\n"\n}';

it('takes raw control characters in strings where the receiver does', () => {
  expect(parseText(receiver, text)).toEqual({ a: 'line 1\nline 2\u0001', b: '"\n' });
});

it('refuses them where the contract does not say so', () => {
  expect(() => parseText(contractOf('blueking', 'documented'), text)).toThrow(SyntaxError);
});

it('still refuses what is no JSON', () => {
  expect(() => parseText(receiver, '{"a": "b')).toThrow(SyntaxError);
});
