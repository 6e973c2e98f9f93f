import { type JsonProblem, scanJson } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { jsonLocation } from './json-location.ts';

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
])('locates the syntax error in %j', (json, location) => {
  const bytes = Buffer.from(json);
  expect(jsonLocation(bytes, scanJson(bytes).problem as JsonProblem)).toBe(location);
});
