import { expect, it } from 'vitest';
import { infiniteNumberIn } from './finite.ts';

it.each([
  ['{"a":1e400}', '/a'],
  ['{"a":[0,{"b/c":-1e999}]}', '/a/1/b~1c'],
  ['1e400', ''],
  [`{"a":${'9'.repeat(310)}}`, '/a'],
])('finds the number beyond a double in %s', (json, pointer) => {
  expect(infiniteNumberIn(JSON.parse(json))).toBe(pointer);
});

it.each(['{"a":1e308,"b":"1e400","c":null,"d":[]}', '[]', 'null'])('finds none in %s', (json) => {
  expect(infiniteNumberIn(JSON.parse(json))).toBeUndefined();
});

it('reads values that are nested deeply', () => {
  expect(infiniteNumberIn(JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`))).toBeUndefined();
});
