import { apiNames } from '@pushspec/contract';
import { beforeAll, expect, it } from 'vitest';
import { type LedgerRun, ledgerRun, type Pushed } from './ledger-run.fixture.ts';

const SEED = Number(process.env.LEDGER_SEED ?? 1);
const runs = {} as Record<(typeof apiNames)[number], LedgerRun>;

beforeAll(async () => {
  const evidence = await Promise.all(apiNames.map((api) => ledgerRun(api, SEED)));
  for (const [index, api] of apiNames.entries()) runs[api] = (await evidence[index]?.()) as LedgerRun;
});

/** Describes an event in a failure message. */
const described = ({ id, kind, ends }: Pushed, more = {}) => ({
  id,
  kind,
  ends: ends.map(({ end }) => end),
  ...more,
});

it.each(apiNames)('settles each event to %s exactly once', (api) => {
  const { events } = runs[api];
  expect(events.filter(({ ends }) => ends.length !== 1).map((event) => described(event))).toEqual([]);
});

it.each(apiNames)('keeps correct counts at all times (%s)', (api) => {
  const { events, ledger, wrongLedgers } = runs[api];
  expect(wrongLedgers).toEqual([]);
  const { pushed, delivered, rejected, dropped, pending } = ledger;
  expect({ pushed, pending }).toEqual({ pushed: events.length, pending: 0 });
  expect(delivered + rejected + dropped).toBe(pushed);
});

it.each(apiNames)('delivers every event that %s accepts, and loses none because of rejected ones', (api) => {
  const rightEnds = {
    good: ['delivered'],
    // An event is dropped if its rejection cannot be read.
    bad: ['rejected', 'dropped'],
    'too large': ['dropped'],
  };
  const { events, ledger } = runs[api];
  const wrong = events.filter(({ kind, ends: [outcome] }) => !rightEnds[kind].includes(String(outcome?.end)));
  expect(wrong.map((event) => described(event))).toEqual([]);
  expect(ledger.drops).toEqual({ 'unexpected-response': ledger.dropped });
  expect(ledger.rejected).toBeGreaterThan(0);
});

it.each(apiNames)(
  'reports as delivered exactly the events that %s stored unchanged and acknowledged',
  (api) => {
    const { events, confirmed, copies, kept } = runs[api];
    const wrong = events.filter(({ id, text, ends: [outcome] }) => {
      if (outcome?.end !== 'delivered') return copies.has(id);
      const texts = kept.get(id);
      return confirmed.get(id) !== 1 || texts?.size !== 1 || !texts.has(text);
    });
    expect(wrong.map((event) => described(event, { confirmed: confirmed.get(event.id) }))).toEqual([]);
  },
);

it.each(apiNames)('counts the requests that carried an event to %s', (api) => {
  const { events, requests } = runs[api];
  const wrong = events.filter(
    ({ id, ends: [outcome] }) => outcome?.end === 'delivered' && outcome.attempts !== requests.get(id),
  );
  expect(wrong.map((event) => described(event, { requests: requests.get(event.id) }))).toEqual([]);
});

it.each(apiNames)('marks exactly the events to %s with a lost response as possible duplicates', (api) => {
  const { events, ledger, copies, undecided } = runs[api];
  const delivered = events.flatMap(({ id, ends: [outcome] }) =>
    outcome?.end === 'delivered' ? [{ id, isMarked: outcome.mayBeDuplicate }] : [],
  );
  expect(delivered.filter(({ id, isMarked }) => isMarked !== undecided.has(id))).toEqual([]);
  expect(delivered.filter(({ id, isMarked }) => !isMarked && copies.get(id) !== 1)).toEqual([]);
  expect(delivered.filter(({ isMarked }) => isMarked)).toHaveLength(ledger.mayBeDuplicates);
});

it.each(apiNames)('creates no duplicates at %s except those forced by lost responses', (api) => {
  const { events, copies, confirmed, unanswered, lostResponses } = runs[api];
  expect(unanswered).toHaveLength(lostResponses);
  const surplus = events.reduce((all, { id }) => all + (copies.get(id) ?? 0) - (confirmed.get(id) ?? 0), 0);
  const taken = unanswered.filter(({ outcome }) => outcome === 'accepted');
  expect(surplus).toBe(taken.reduce((all, { items }) => all + items.length, 0));
  expect(surplus).toBeGreaterThan(0);
});

it.each(apiNames)('reports as rejected the events that %s rejects individually', (api) => {
  const { events } = runs[api];
  const wrong = events.filter(
    ({ refusedFor, ends: [outcome] }) => outcome?.end === 'rejected' && outcome.error.reason !== refusedFor,
  );
  expect(wrong.map((event) => described(event, { refusedFor: event.refusedFor }))).toEqual([]);
});

it.each(apiNames)('covers every kind of failure (%s)', (api) => {
  expect([...runs[api].faults.keys()].sort()).toEqual([
    ...['garbage', 'hold', 'internal-error', 'page-after', 'page-before'],
    ...['reset-after', 'reset-before', 'throttled', 'too-large', 'truncated'],
  ]);
});
