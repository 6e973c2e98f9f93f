/** Sends thousands of events through a gateway that fails a third of the requests, and collects what server and gateway saw. */

import { setImmediate } from 'node:timers/promises';
import { createReporter, isPushError, type Ledger, type Outcome } from '@pushspec/client/reporter';
import { type ApiName, apiNames } from '@pushspec/contract';
import { createServer, type PushServer, type Verdict } from '@pushspec/server';
import { type FaultyGateway, faultyGateway } from './faulty-gateway.fixture.ts';
import { type Item, type Subject, subjects } from './ledger-subjects.fixture.ts';
import { createRandom, type Random, randomText } from './random.fixture.ts';

/** Longer than any request that is not meant to time out. */
const TIMEOUT_MS = 15_000;
const TIMEOUTS = 1;
/** The reporter's clock runs a hundred times faster, so that tests can use the default waits. */
const CLOCK_SPEED = 100;
/** The gateway's limit is below the contract's limit. */
const GATEWAY_BYTES = 20_000;
/** Requests per thousand that get a fault. */
const FAULTS_PERMILLE = 330;

export interface Pushed {
  readonly id: string;
  readonly item: Item;
  readonly text: string;
  readonly kind: 'good' | 'bad' | 'too large';
  readonly ends: Outcome<Item>[];
  /** The reason why the server rejects a rejected event when it is sent alone. */
  refusedFor?: string | undefined;
}

/** The copies of an event, or the requests with it, by its id. */
export type Counts = ReadonlyMap<string, number>;

export interface LedgerRun {
  readonly events: readonly Pushed[];
  readonly ledger: Ledger;
  /** Ledger states that were not the sum of the outcomes so far. */
  readonly wrongLedgers: readonly unknown[];
  /** By id: requests that the gateway saw, and how many of them had an inconclusive response. */
  readonly requests: Counts;
  readonly undecided: Counts;
  /** By id: copies that the server accepted, and how many of them had a readable response. */
  readonly copies: Counts;
  readonly confirmed: Counts;
  /** Contents stored by the server, by id. */
  readonly kept: ReadonlyMap<string, ReadonlySet<unknown>>;
  /** Verdicts whose response the client cannot read. */
  readonly unanswered: readonly Verdict[];
  /** Committed requests whose responses were made unreadable. */
  readonly lostResponses: number;
  readonly faults: ReadonlyMap<string, number>;
}

/** A clock and a matching wait function. */
const fastTime = {
  now: () => performance.now() * CLOCK_SPEED,
  sleep: (ms: number, signal?: AbortSignal) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms / CLOCK_SPEED);
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    }),
};

/** Pushes all events. Resolves to a function that collects the evidence. That is slow, so call it after all runs are over. */
export async function ledgerRun(api: ApiName, seed: number): Promise<() => Promise<LedgerRun>> {
  const subject = subjects[api];
  const random = createRandom(seed * apiNames.length + apiNames.indexOf(api));
  const server = await createServer();
  const { url } = await server.listen({ port: 0 });
  await warmUp(server, subject, url);
  await server.configure(api, { rateLimits: 'off' });
  await using gateway = await faultyGateway({
    ...{ server, url, api, random, permille: FAULTS_PERMILLE, throttling: subject.throttling },
    ...{ maxBytes: GATEWAY_BYTES, maxHolds: TIMEOUTS },
  });
  const events = createEvents(subject, random);
  const seen = await report(subject, gateway, events);
  return async () => {
    const verdicts = await server.requests({ api });
    await sendRejectedAlone(subject.client(url, 0), events);
    await server.close();
    return { events, ...seen, ...evidence(subject, gateway, verdicts) };
  };
}

/** Loads and compiles everything before request times count. */
async function warmUp(server: PushServer, { client, item, bad }: Subject, url: string): Promise<void> {
  await client(url, 0).send(item('first', ''));
  await client(url, 0)
    .send(bad('second'))
    .catch(() => {});
  await server.requests();
  await server.reset();
}

function createEvents(subject: Subject, random: Random): Pushed[] {
  return Array.from({ length: subject.events }, (_, index): Pushed => {
    const id = `event-${index}`;
    if (index === 1 || random.permille(10))
      return { id, item: subject.bad(id), text: '', kind: 'bad', ends: [] };
    const isLarge = index === 2 || random.permille(2);
    const text = randomText(random, isLarge ? GATEWAY_BYTES : random.below(200));
    return { id, item: subject.item(id, text), text, kind: isLarge ? 'too large' : 'good', ends: [] };
  });
}

/** Pushes all events, and checks the ledger at every push and every outcome. */
async function report({ client }: Subject, gateway: FaultyGateway, events: readonly Pushed[]) {
  const reporter = createReporter(client(gateway.url, TIMEOUT_MS), {
    ...fastTime,
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
    const queued = reporter.push(item, (outcome) => {
      ends.push(outcome);
      seen[outcome.end]++;
      seen.pending--;
      look();
    });
    look();
    await queued;
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
  { passages, lostResponses, faults }: FaultyGateway,
  verdicts: readonly Verdict[],
) {
  const idsOf = ({ body }: { body: string }) => subject.itemsOf(body).map(subject.idOf);
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
    faults,
    requests: counts(passages.map(idsOf)),
    undecided: counts(passages.filter(({ decided }) => !decided).map(idsOf)),
    copies: counts(accepted.map(keptIds)),
    confirmed: counts(accepted.filter(({ id }) => readable.has(id)).map(keptIds)),
    unanswered: verdicts.filter(({ id }) => !readable.has(id)),
    lostResponses: lostResponses(),
  };
}

function counts(lists: readonly (readonly string[])[]): Counts {
  const found = new Map<string, number>();
  for (const id of lists.flat()) found.set(id, (found.get(id) ?? 0) + 1);
  return found;
}
