import { expect, it } from 'vitest';
import { valueAt } from './value-at.ts';

const body = '{"event":{"a/b":[1,{"~":"x"}]}}';

it('finds a value by its pointer', () => {
  expect(valueAt(body, '/event/a~1b/1/~0')).toBe('"x"');
  expect(valueAt(body, '/event/a~1b/0')).toBe('1');
});

it('does not find missing or inherited properties', () => {
  expect(valueAt(body, '/event/status')).toBeUndefined();
  expect(valueAt(body, '/event/constructor')).toBeUndefined();
  expect(valueAt('no JSON', '/event')).toBeUndefined();
});
