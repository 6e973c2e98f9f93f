import { expect, it } from 'vitest';
import { createEventReader } from './event-stream.ts';

it('returns an event once its last line is there', () => {
  const read = createEventReader();
  expect(read('id: 7\nevent: verdict\nda')).toEqual([]);
  expect(read('ta: {"a":1}\n\nid: 8')).toEqual([{ id: '7', data: '{"a":1}' }]);
});

it('passes over comments', () => {
  expect(createEventReader()(': still here\n\nretry: 1000\n\n')).toEqual([]);
});
