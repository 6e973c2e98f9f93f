import { expect, it } from 'vitest';
import { duplicateMembers } from './duplicate-members.ts';

const find = duplicateMembers;

it('finds a name that stands twice in one object', () => {
  expect(find('{"a": 1, "b": 2, "a": 3}')).toEqual(['/a']);
});

it('points to the object that holds it', () => {
  expect(find('{"data": [{}, {"dimension": {"x": "1", "x": "2"}}]}')).toEqual(['/data/1/dimension/x']);
});

it('takes a name in two objects for no duplicate', () => {
  expect(find('[{"a": 1}, {"a": 2}]')).toEqual([]);
});

it('is not misled by text that looks like a member', () => {
  expect(find('{"a": "\\"a\\": 1, {", "b": "a"}')).toEqual([]);
});

it('knows a name in another writing', () => {
  expect(find('{"a": 1, "\\u0061": 2}')).toEqual(['/a']);
});
