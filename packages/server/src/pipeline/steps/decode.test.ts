import { expect, it } from 'vitest';
import { countOpenings } from './decode.ts';

it('counts arrays and objects', () => {
  expect(countOpenings('{"a": [{"b" : 1}, {}]}')).toBe(4);
});

it('never counts too few, even with brackets in strings', () => {
  expect(countOpenings('["[{", []]')).toBe(4);
});
