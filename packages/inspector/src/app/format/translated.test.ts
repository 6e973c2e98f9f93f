import { expect, it } from 'vitest';
import { translated } from './translated.ts';

it('inserts the parameters of a message into the other template', () => {
  expect(
    translated('a.b must be one of x, y', '{path} must be one of {values}', '{path} 只能是 {values}'),
  ).toBe('a.b 只能是 x, y');
});

it('treats special characters of the template literally', () => {
  expect(translated('why: it (x) failed?', 'why: {cause} failed?', '原因：{cause}')).toBe('原因：it (x)');
});

it('does not translate a message that is worded differently or very long', () => {
  expect(translated('something else', '{path} is missing', '缺少 {path}')).toBeUndefined();
  expect(translated(`${'x'.repeat(2000)} is missing`, '{path} is missing', '缺少 {path}')).toBeUndefined();
});

it('does not interpret a parameter as a replacement pattern', () => {
  expect(translated('$& is missing', '{path} is missing', '缺少 {path}')).toBe('缺少 $&');
});
