/** Thousands of events through a gateway that lets a third of the requests go wrong, and what server and gateway have seen of them. */
import { setImmediate } from 'node:timers/promises';
import { createReporter, isPushError, type Ledger, type Outcome } from '@pushspec/client/reporter';
import { type Vendor, vendors } from '@pushspec/contract';
import { createServer, type PushServer, type Verdict } from '@pushspec/server';
import { type Chance, chance, randomText } from './chance.fixture.ts';
import { type FaultyGateway, faultyGateway } from './faulty-gateway.fixture.ts';
import { type Item, type Subject, subjects } from './ledger-subjects.fixture.ts';

/** Longer than anything takes that is not meant to time out, so that one has to do. */
const TIMEOUT_MS = 15_000;
const TIMEOUTS = 1;
/** The reporter's own time runs a hundred times faster, so that its waits can stay as they are by default. */
const HASTE = 100;
/** What the gateway lets through is less than what the contract says. */
const GATEWAY_BYTES = 20_000;
/** Requests of a thousand that something befalls. */
const MISHAPS_PERMILLE = 330;

export interface Pushed {
  readonly id: string;
  readonly item: Item;
  readonly text: string;
  readonly kind: 'good' | 'bad' | 'too large';
  readonly ends: Outcome<Item>[];
  /** The reason for which the server refuses a rejected event that is sent to it alone. */
  refusedFor?: string | undefined;
}

/** The copies of an event, or the requests with it, by its id. */
export type Counts = ReadonlyMap<string, number>;

export interface LedgerRun {
  readonly events: readonly Pushed[];
  readonly ledger: Ledger;
  /** States of the ledger that were not the sum of the ends so far. */
  readonly wrongLedgers: readonly unknown[];
  /** By id: requests that the gateway has seen, and those of them whose answer did not decide. */
  readonly requests: Counts;
  readonly undecided: Counts;
  /** By id: copies that the server has taken, and those of them whose answer the client can read. */
  readonly copies: Counts;
  readonly confirmed: Counts;
  /** Texts that the server has, by id. */
  readonly kept: ReadonlyMap<string, ReadonlySet<unknown>>;
  /** Verdicts whose answer the client cannot read. */
  readonly unanswered: readonly Verdict[];
  /** Committed requests whose answers were made unreadable. */
  readonly lostAnswers: number;
  readonly mishaps: ReadonlyMap<string, number>;
}

/** A clock and waits that go with it. */
const hasty = {
  now: () => performance.now() * HASTE,
  sleep: (ms: number, signal?: AbortSignal) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms / HASTE);
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    }),
};

/** Pushes everything. What it resolves to gathers the evidence, which takes its time: all runs are to be over by then. */
export async function ledgerRun(vendor: Vendor, seed: number): Promise<() => Promise<LedgerRun>> {
  const subject = subjects[vendor];
  const random = chance(seed * vendors.length + vendors.indexOf(vendor));
  const server = await createServer();
  const { url } = await server.listen({ port: 0 });
  await warmUp(server, subject, url);
  await server.configure(vendor, { rateLimits: 'off' });
  await using gateway = await faultyGateway({
    ...{ server, url, vendor, random, permille: MISHAPS_PERMILLE, throttling: subject.throttling },
    ...{ maxBytes: GATEWAY_BYTES, maxHolds: TIMEOUTS },
  });
  const events = madeUp(subject, random);
  const seen = await report(subject, gateway, events);
  return async () => {
    const verdicts = await server.requests({ vendor });
    await sendRejectedAlone(subject.client(url, 0), events);
    await server.close();
    return { events, ...seen, ...evidence(subject, gateway, verdicts) };
  };
}

/** Whatever is loaded and compiled once is so before the time of a request counts. */
async function warmUp(server: PushServer, { client, item, bad }: Subject, url: string): Promise<void> {
  await client(url, 0).send(item('first', ''));
  await client(url, 0)
    .send(bad('second'))
    .catch(() => {});
  await server.requests();
  await server.reset();
}

function madeUp(subject: Subject, random: Chance): Pushed[] {
  return Array.from({ length: subject.events }, (_, index): Pushed => {
    const id = `event-${index}`;
    if (index === 1 || random.permille(10))
      return { id, item: subject.bad(id), text: '', kind: 'bad', ends: [] };
    const isLarge = index === 2 || random.permille(2);
    const text = randomText(random, isLarge ? GATEWAY_BYTES : random.below(200));
    return { id, item: subject.item(id, text), text, kind: isLarge ? 'too large' : 'good', ends: [] };
  });
}

/** Pushes everything, and looks at the ledger at every push and every end. */
async function report({ client }: Subject, gateway: FaultyGateway, events: readonly Pushed[]) {
  const reporter = createReporter(client(gateway.url, TIMEOUT_MS), {
    ...hasty,
    pace: false,
    retry: { deadlineMs: Number.POSITIVE_INFINITY },
    queue: { maxItems: 400, whenFull: 'block' },
  });
  const seen = { pushed: 0, delivered: 0, rejected: 0, dropped: 0, pending: 0 };
  const wrongLedgers: unknown[] = [];
  const look = () => {
    const ledger: Readonly<Record<string, unknown>> = { ...reporter.ledger() };
    if (Object.entries(seen).some(([name, count]) => ledger[name] !== count)) wrongLedgers.push(ledger);
  };
  for (const [index, { item, ends }] of events.entries()) {
    seen.pushed++;
    seen.pending++;
    const placed = reporter.push(item, (outcome) => {
      ends.push(outcome);
      seen[outcome.end]++;
      seen.pending--;
      look();
    });
    look();
    await placed;
    if (index % 50 === 0) await setImmediate();
  }
  await reporter.flush();
  return { ledger: await reporter.close(), wrongLedgers };
}

async function sendRejectedAlone(client: ReturnType<Subject['client']>, events: readonly Pushed[]) {
  for (const event of events) {
    if (event.ends[0]?.end !== 'rejected') continue;
    const error = await client.send(event.item).catch((reason: unknown) => reason);
    event.refusedFor = isPushError(error) ? error.reason : 'accepted';
  }
}

function evidence(
  subject: Subject,
  { passages, lostAnswers, mishaps }: FaultyGateway,
  verdicts: readonly Verdict[],
) {
  const idsOf = ({ body }: { body: string }) => subject.itemsOf(JSON.parse(body)).map(subject.idOf);
  const keptBy = ({ items }: Verdict) => items.map(({ result }) => subject.kept(result ?? {}));
  const keptIds = (verdict: Verdict) => keptBy(verdict).map(({ id }) => String(id));
  const readable = new Set(passages.map(({ id }) => id));
  const accepted = verdicts.filter(({ outcome }) => outcome === 'accepted');
  const kept = new Map<string, Set<unknown>>();
  for (const { id, text } of accepted.flatMap(keptBy)) {
    kept.set(String(id), (kept.get(String(id)) ?? new Set()).add(text));
  }
  return {
    kept,
    mishaps,
    requests: counts(passages.map(idsOf)),
    undecided: counts(passages.filter(({ decided }) => !decided).map(idsOf)),
    copies: counts(accepted.map(keptIds)),
    confirmed: counts(accepted.filter(({ id }) => readable.has(id)).map(keptIds)),
    unanswered: verdicts.filter(({ id }) => !readable.has(id)),
    lostAnswers: lostAnswers(),
  };
}

function counts(lists: readonly (readonly string[])[]): Counts {
  const found = new Map<string, number>();
  for (const id of lists.flat()) found.set(id, (found.get(id) ?? 0) + 1);
  return found;
}
