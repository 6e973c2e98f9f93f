import { vendors } from '@pushspec/contract';
import { beforeAll, expect, it } from 'vitest';
import { type LedgerRun, ledgerRun, type Pushed } from './ledger-run.fixture.ts';

const SEED = Number(process.env.LEDGER_SEED ?? 1);
const runs = {} as Record<(typeof vendors)[number], LedgerRun>;

beforeAll(async () => {
  const evidence = await Promise.all(vendors.map((vendor) => ledgerRun(vendor, SEED)));
  for (const [index, vendor] of vendors.entries()) runs[vendor] = (await evidence[index]?.()) as LedgerRun;
});

/** What is said of an event when something about it is wrong. */
const told = ({ id, kind, ends }: Pushed, more = {}) => ({
  id,
  kind,
  ends: ends.map(({ end }) => end),
  ...more,
});

it.each(vendors)('brings each event to %s to exactly one end', (vendor) => {
  const { events } = runs[vendor];
  expect(events.filter(({ ends }) => ends.length !== 1).map((event) => told(event))).toEqual([]);
});

it.each(vendors)('has counted right at every moment (%s)', (vendor) => {
  const { events, ledger, wrongLedgers } = runs[vendor];
  expect(wrongLedgers).toEqual([]);
  const { pushed, delivered, rejected, dropped, pending } = ledger;
  expect({ pushed, pending }).toEqual({ pushed: events.length, pending: 0 });
  expect(delivered + rejected + dropped).toBe(pushed);
});

it.each(vendors)('delivers all that %s takes, and nothing else is lost with what it refuses', (vendor) => {
  const rightEnds = {
    good: ['delivered'],
    // Dropped, where its refusal cannot be read.
    bad: ['rejected', 'dropped'],
    'too large': ['dropped'],
  };
  const { events, ledger } = runs[vendor];
  const wrong = events.filter(({ kind, ends: [outcome] }) => !rightEnds[kind].includes(String(outcome?.end)));
  expect(wrong.map((event) => told(event))).toEqual([]);
  expect(ledger.drops).toEqual({ 'unexpected-answer': ledger.dropped });
  expect(ledger.rejected).toBeGreaterThan(0);
});

it.each(vendors)(
  'calls delivered what %s has, as it was, and has answered for, and nothing else',
  (vendor) => {
    const { events, confirmed, copies, kept } = runs[vendor];
    const wrong = events.filter(({ id, text, ends: [outcome] }) => {
      if (outcome?.end !== 'delivered') return copies.has(id);
      const texts = kept.get(id);
      return confirmed.get(id) !== 1 || texts?.size !== 1 || !texts.has(text);
    });
    expect(wrong.map((event) => told(event, { confirmed: confirmed.get(event.id) }))).toEqual([]);
  },
);

it.each(vendors)('knows how many requests have carried an event to %s', (vendor) => {
  const { events, requests } = runs[vendor];
  const wrong = events.filter(
    ({ id, ends: [outcome] }) => outcome?.end === 'delivered' && outcome.attempts !== requests.get(id),
  );
  expect(wrong.map((event) => told(event, { requests: requests.get(event.id) }))).toEqual([]);
});

it.each(vendors)(
  'marks as possible duplicates those events to %s that a lost answer makes so, and no others',
  (vendor) => {
    const { events, ledger, copies, undecided } = runs[vendor];
    const delivered = events.flatMap(({ id, ends: [outcome] }) =>
      outcome?.end === 'delivered' ? [{ id, isMarked: outcome.mayBeDuplicate }] : [],
    );
    expect(delivered.filter(({ id, isMarked }) => isMarked !== undecided.has(id))).toEqual([]);
    expect(delivered.filter(({ id, isMarked }) => !isMarked && copies.get(id) !== 1)).toEqual([]);
    expect(delivered.filter(({ isMarked }) => isMarked)).toHaveLength(ledger.mayBeDuplicates);
  },
);

it.each(vendors)(
  'makes no duplicates at %s but those that the injected losses of answers force',
  (vendor) => {
    const { events, copies, confirmed, unanswered, lostAnswers } = runs[vendor];
    expect(unanswered).toHaveLength(lostAnswers);
    const surplus = events.reduce((all, { id }) => all + (copies.get(id) ?? 0) - (confirmed.get(id) ?? 0), 0);
    const taken = unanswered.filter(({ outcome }) => outcome === 'accepted');
    expect(surplus).toBe(taken.reduce((all, { items }) => all + items.length, 0));
    expect(surplus).toBeGreaterThan(0);
  },
);

it.each(vendors)('calls rejected what %s refuses for itself', (vendor) => {
  const { events } = runs[vendor];
  const wrong = events.filter(
    ({ refusedFor, ends: [outcome] }) => outcome?.end === 'rejected' && outcome.error.reason !== refusedFor,
  );
  expect(wrong.map((event) => told(event, { refusedFor: event.refusedFor }))).toEqual([]);
});

it.each(vendors)('has seen everything go wrong that can (%s)', (vendor) => {
  expect([...runs[vendor].mishaps.keys()].sort()).toEqual([
    ...['garbage', 'hold', 'internal-error', 'page-after', 'page-before'],
    ...['reset-after', 'reset-before', 'throttled', 'too-large', 'truncated'],
  ]);
});
