import { expect, it } from 'vitest';
import { shownBy } from './index.ts';
import { step } from './step.ts';

const shown = (node: object, value: unknown, holds: boolean) =>
  shownBy({ keyword: Object.keys(node)[0] ?? '', node: node as never, value: value as never, holds });

it.each([
  [{ maxLength: 3 }, 'abc', true, [['', 'valid']]],
  [{ maxLength: 3 }, 'ab', true, []],
  [{ maxLength: 3 }, 'abcd', false, [['', 'invalid']]],
  [{ maxLength: 3 }, 'abcdefgh', false, []],
  [{ minLength: 1 }, '', false, [['', 'invalid']]],
  [{ maxItems: 1 }, [1], true, [['', 'valid']]],
  [{ minimum: 0 }, 0, true, [['', 'valid']]],
  [{ exclusiveMaximum: 10 }, 9, true, [['', 'valid']]],
  [{ exclusiveMaximum: 10 }, 10, false, [['', 'invalid']]],
])('a bound %j is shown by values at its edge only: %j', (node, value, holds, sides) => {
  expect(shown(node, value, holds)).toEqual(sides);
});

it.each([
  [{ minLength: 1 }, 5],
  [{ pattern: '^a' }, null],
  [{ maxItems: 3 }, 'abc'],
])('%j is not shown by a value of another type: %j', (node, value) => {
  expect(shown(node, value, true)).toEqual([]);
});

it('each listed value, each type and each required property counts separately', () => {
  expect(shown({ enum: ['a', 'b'] }, 'b', true)).toEqual([['/1', 'valid']]);
  expect(shown({ type: ['string', 'null'] }, null, true)).toEqual([['/1', 'valid']]);
  expect(shown({ required: ['a', 'b'] }, { a: 1 }, false)).toEqual([
    ['/0', 'valid'],
    ['/1', 'invalid'],
  ]);
});

it('the next number is one more, or the adjacent number if that makes no difference', () => {
  expect(step(100, 1)).toBe(101);
  expect(step(2 ** 60, 1)).toBe(2 ** 60 + 256);
  expect(step(-(2 ** 60), -1)).toBe(-(2 ** 60) - 256);
  expect(step(Number.MAX_VALUE, 1)).toBe(Number.POSITIVE_INFINITY);
});
