import { type JsonFault, scanJson } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { jsonPlace } from './json-place.ts';

it.each([
  ['{"a": }', 'line 1 column 7, byte 6'],
  ['{"a": 1,\n "b": [1, 2,, 3]}', 'line 2 column 13, byte 21'],
  ['{"a": tru3}', 'line 1 column 10, byte 9'],
  ['[1] x', 'line 1 column 5, byte 4'],
  ['{"a": 1', 'its end'],
  ['"abc', 'its end'],
  ['', 'its end'],
  ['部署', 'line 1 column 1, byte 0'],
  ['{"部署":\n"🚀" NaN}', 'line 2 column 5, byte 18'],
  [`[${'"x",\n'.repeat(1000)}}]`, 'line 1001 column 1, byte 5001'],
])('finds where %j stops being JSON', (text, place) => {
  const bytes = Buffer.from(text);
  expect(jsonPlace(bytes, scanJson(bytes).fault as JsonFault)).toBe(place);
});
