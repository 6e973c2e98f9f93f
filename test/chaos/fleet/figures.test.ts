/** Checks that a chaos run of a fleet finds the violations that it looks for. */
import type { ReceivedVerdict } from '@pushspec/server';
import { expect, it } from 'vitest';
import { type Faults, figuresOf, violationsOf } from './figures.ts';
import type { Observed } from './fleet.ts';
import { eventOf } from './messages.ts';

const [one, two, three] = [1, 2, 3].map((count) => eventOf('p1', count, count)) as [
  ReturnType<typeof eventOf>,
  ReturnType<typeof eventOf>,
  ReturnType<typeof eventOf>,
];

/** A request that the server recorded. */
const request = (second: number, items: readonly object[], outcome = 'accepted') =>
  ({
    ...{ outcome, reasons: [{ code: 'rate-limit' }], receivedAt: `2026-12-01T00:00:0${second}.000Z` },
    request: { body: JSON.stringify(items) },
  }) as unknown as ReceivedVerdict;

const nothing: Faults = { kills: 0, leaderKills: 0, handovers: 0, freezes: 0, outages: 0 };

function observed(changes: Partial<Observed> = {}): Observed {
  return {
    ...{ stored: new Set([one.id, two.id]), notStored: new Set<string>() },
    outcomes: new Map([
      [one.id, [false]],
      [two.id, [false]],
    ]),
    ...{ terms: [], errors: [], failures: [], ...changes },
  };
}

const quiet = [request(1, [one.item]), request(4, [two.item])];

it('finds no violation if each event arrived once, and measures the gap', () => {
  const figures = figuresOf(nothing, observed(), quiet);
  expect(violationsOf(figures)).toEqual([]);
  expect(figures).toMatchObject({ stored: 2, requests: 2, extra: 0, longestGapMs: 3000 });
});

it.each<[string, readonly ReceivedVerdict[], Partial<Observed>, RegExp]>([
  ['a lost event', [request(1, [one.item])], {}, /1 stored events were lost/],
  ['an extra delivery', [...quiet, request(5, [two.item])], {}, /1 extra deliveries, at most 0/],
  [
    'a repeated event without a mark',
    [...quiet, request(5, [two.item])],
    {},
    /1 repeated events are not marked/,
  ],
  [
    'a refused request',
    [...quiet, request(5, [], 'rejected')],
    {},
    /1 requests were refused \(rate-limit after 4000 ms\), at most 0/,
  ],
  [
    'an event that push() said is not stored',
    [...quiet, request(5, [three.item])],
    { notStored: new Set([three.id]) },
    /1 events were accepted although/,
  ],
  [
    'changed content',
    [...quiet, request(5, [{ ...three.item, content: 'other' }])],
    {},
    /1 events arrived with changed content/,
  ],
  [
    'an event without an outcome',
    quiet,
    { outcomes: new Map([[one.id, [false]]]) },
    /1 stored events have no outcome/,
  ],
  [
    'an error of PostgreSQL',
    quiet,
    { errors: [{ code: 'database-unavailable', message: 'deadlock' }] },
    /deadlock/,
  ],
  ['a process that ended', quiet, { failures: ['c1 ended by itself'] }, /c1 ended by itself/],
  ['a run without events', [], { stored: new Set() }, /only 0 events/],
])('finds %s', (_, verdicts, changes, message) => {
  const found = violationsOf(figuresOf(nothing, observed(changes), verdicts));
  expect(found.some((violation) => message.test(violation))).toBe(true);
});

it('allows marked extra deliveries after a kill of the leader', () => {
  const outcomes = new Map([
    [one.id, [false]],
    [two.id, [true]],
  ]);
  const figures = figuresOf({ ...nothing, kills: 1, leaderKills: 1 }, observed({ outcomes }), [
    ...quiet,
    request(5, [two.item]),
  ]);
  expect(violationsOf(figures)).toEqual([]);
  expect(figures).toMatchObject({ extra: 1, unmarked: 0 });
});

it('allows as many refused requests as were in flight during a freeze', () => {
  const refused = request(5, [], 'rejected');
  const figures = (count: number) =>
    figuresOf({ ...nothing, freezes: 1 }, observed(), [
      ...quiet,
      ...new Array<ReceivedVerdict>(count).fill(refused),
    ]);
  expect(violationsOf(figures(4))).toEqual([]);
  expect(violationsOf(figures(5))).toEqual([expect.stringMatching(/^5 requests .* at most 4 are allowed$/)]);
});

it('accepts errors of PostgreSQL during an outage', () => {
  const errors = [{ code: 'database-full', message: 'no space left' }];
  const figures = figuresOf({ ...nothing, outages: 1 }, observed({ errors }), quiet);
  expect(violationsOf(figures)).toEqual([]);
  expect(figures.errors).toEqual({ 'database-full': 1 });
});
