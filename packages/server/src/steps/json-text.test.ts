import { expect, it } from 'vitest';
import { endOfString, writtenMembers } from './json-text.ts';

it('finds the end of a string behind escaped quotes', () => {
  expect(endOfString('"a\\\\\\"b" ', 0)).toBe(7);
});

it('lists the members of an object as they are written', () => {
  expect(writtenMembers('{"a": 1.0, "b" : {"c": [1, {"d": 2}]}, "a":"}"}')).toEqual([
    { name: 'a', text: '1.0' },
    { name: 'b', text: '{"c": [1, {"d": 2}]}' },
    { name: 'a', text: '"}"' },
  ]);
});

it('decodes names', () => {
  expect(writtenMembers('{"\\u0061": [] }')).toEqual([{ name: 'a', text: '[]' }]);
});

it('lists nothing for an empty object', () => {
  expect(writtenMembers('{ }')).toEqual([]);
});
