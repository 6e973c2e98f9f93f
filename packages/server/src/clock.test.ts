import { expect, it } from 'vitest';
import { createClock } from './clock.ts';

it('follows its source by default', () => {
  expect(createClock(() => 1000).state()).toEqual({ nowMs: 1000, frozen: false });
});

it('stops when frozen, and follows its source again when resumed', () => {
  let source = 1000;
  const clock = createClock(() => source);
  clock.freeze();
  source = 5000;
  expect(clock.now()).toBe(1000);
  clock.resume();
  expect(clock.now()).toBe(5000);
});

it('freezes at a given time', () => {
  const clock = createClock(() => 1000);
  clock.freeze(Date.UTC(2030, 0, 1));
  expect(clock.state()).toEqual({ nowMs: Date.UTC(2030, 0, 1), frozen: true });
});

it('advances while running and while frozen', () => {
  let source = 1000;
  const clock = createClock(() => source);
  clock.advance(500);
  source += 1;
  expect(clock.now()).toBe(1501);
  clock.freeze();
  clock.advance(-501);
  expect(clock.now()).toBe(1000);
});

it('stays within the years 1970 to 9999', () => {
  const clock = createClock(() => 0);
  expect(() => clock.freeze(Number.NaN)).toThrow('freeze takes a number of milliseconds');
  expect(() => clock.advance(1e17)).toThrow(RangeError);
  expect(clock.now()).toBe(0);
});
