import { expect, it } from 'vitest';
import { placeInJson } from './json-place.ts';

it.each([
  ['{"a": 1}', ''],
  ['{"a": }', 'line 1 column 7'],
  ['{"a": 1,\n "b": [1, 2,, 3]}', 'line 2 column 13'],
  ['{"a": tru3}', 'line 1 column 10'],
  ['[1] x', 'line 1 column 5'],
  ['{"a": 1', 'its end'],
  ['"abc', 'its end'],
  ['', 'its end'],
  ['部署', 'line 1 column 1'],
  [`[${'"x",\n'.repeat(1000)}}]`, 'line 1001 column 1'],
])('finds where %j stops being JSON', (text, place) => {
  expect(placeInJson(text)).toBe(place);
});
