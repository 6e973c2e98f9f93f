import { expect, it } from 'vitest';
import { countOpenings } from './text-shape.ts';

it('counts arrays and objects', () => {
  expect(countOpenings('{"a": [{"b" : 1}, {}]}')).toBe(4);
});

it('never counts too few, whatever stands in strings', () => {
  expect(countOpenings('["[{", []]')).toBe(4);
});
