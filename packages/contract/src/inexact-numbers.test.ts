import { expect, it } from 'vitest';
import { inexactNumbers, sentInstead } from './inexact-numbers.ts';

const found = (json: string) => inexactNumbers(Buffer.from(json));

it.each([
  ['9007199254740993', '9007199254740992'],
  ['-12345678901234567', '-12345678901234568'],
  ['12345678901234567.0', '12345678901234568'],
  ['1.2345678901234567e16', '12345678901234568'],
  ['12345678901234567890', '12345678901234567000'],
  // A double holds 2^63, but serializing it gives other digits.
  ['9223372036854775808', '9223372036854776000'],
  ['1e400', 'null'],
  ['-1e309', 'null'],
  ['9'.repeat(310), 'null'],
  ['1e-400', '0'],
  [`0.${'0'.repeat(330)}1`, '0'],
])('reports that %s would be sent as %s', (source, sent) => {
  expect(found(`{"id":${source}}`)).toEqual([{ pointer: '/id', byte: 6, source, sent }]);
});

it.each(
  [
    '0',
    '-0',
    '0.0',
    '0e999',
    '1.0',
    '1.10',
    '0.1',
    '1e3',
    '1e20',
    '1e23',
    '1E+300',
    '9007199254740992',
  ].concat(
    ['18014398509481984', '100000000000000000000', '12345678901234567.5', '3.14159265358979323846', '5e-324'],
    ['123456789012345680000', '0.10000000000000000', '1.7976931348623157e308'],
  ),
)('lets %s pass', (source) => {
  expect(found(`[${source}]`)).toEqual([]);
});

it('reports each number with its pointer, and no digits in strings or names', () => {
  const json = '{"12345678901234567":"12345678901234567","a":[{},{"b/c":9007199254740993}],"d":1e400, "e":1}';
  expect(found(json).map(({ pointer }) => pointer)).toEqual(['/a/1/b~1c', '/d']);
});

it('reads long numbers in linear time', () => {
  expect(sentInstead(`0.${'0'.repeat(1_000_000)}1`)).toBe('0');
  expect(sentInstead(`1${'0'.repeat(300)}.${'0'.repeat(1_000_000)}`)).toBeUndefined();
});
