import { expect, it } from 'vitest';
import { createNonces } from './nonces.ts';

const WINDOW_SECONDS = 600;

it('rejects a nonce until its window has passed', () => {
  let nowMs = 0;
  const nonces = createNonces(WINDOW_SECONDS, () => nowMs);
  expect([nonces.use('key', 'a'), nonces.use('key', 'a')]).toEqual([true, false]);
  nowMs = WINDOW_SECONDS * 1000 - 1;
  expect(nonces.use('key', 'a')).toBe(false);
  nowMs = WINDOW_SECONDS * 1000;
  expect(nonces.use('key', 'a')).toBe(true);
});

it('keeps the nonces of each key separate', () => {
  const nonces = createNonces(WINDOW_SECONDS, () => 0);
  expect([nonces.use('a', 'b","c'), nonces.use('a","b', 'c')]).toEqual([true, true]);
});

it('accepts a released nonce again', () => {
  const nonces = createNonces(WINDOW_SECONDS, () => 0);
  nonces.use('key', 'a');
  nonces.release('key', 'a');
  expect(nonces.use('key', 'a')).toBe(true);
});

it('remembers the mark that a nonce was stored with', () => {
  const nonces = createNonces(WINDOW_SECONDS, () => 0);
  nonces.use('key', 'a', 'first');
  nonces.use('key', 'a', 'second');
  expect([nonces.markOf('key', 'a'), nonces.markOf('key', 'b')]).toEqual(['first', undefined]);
});
