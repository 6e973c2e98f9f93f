import { expect, it } from 'vitest';
import { createClock } from './clock.ts';

it('shows the time of its source until it is told otherwise', () => {
  expect(createClock(() => 1000).state()).toEqual({ nowMs: 1000, frozen: false });
});

it('stands still when it is frozen, and runs with its source when it is resumed', () => {
  let source = 1000;
  const clock = createClock(() => source);
  clock.freeze();
  source = 5000;
  expect(clock.now()).toBe(1000);
  clock.resume();
  expect(clock.now()).toBe(5000);
});

it('is frozen at another instant', () => {
  const clock = createClock(() => 1000);
  clock.freeze(Date.UTC(2030, 0, 1));
  expect(clock.state()).toEqual({ nowMs: Date.UTC(2030, 0, 1), frozen: true });
});

it('advances while it stands and while it runs', () => {
  let source = 1000;
  const clock = createClock(() => source);
  clock.advance(500);
  source += 1;
  expect(clock.now()).toBe(1501);
  clock.freeze();
  clock.advance(-501);
  expect(clock.now()).toBe(1000);
});

it('does not leave the years 1970 to 9999', () => {
  const clock = createClock(() => 0);
  expect(() => clock.freeze(Number.NaN)).toThrow('freeze takes a number of milliseconds');
  expect(() => clock.advance(1e17)).toThrow(RangeError);
  expect(clock.now()).toBe(0);
});
