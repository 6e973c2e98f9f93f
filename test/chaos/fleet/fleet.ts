/** Runs candidates and producers with PostgreSQL and the reference server, and collects what they print. */
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openQueue } from '@pushspec/fleet';
import { migrate } from '@pushspec/fleet/setup';
import { createServer, type ReceivedVerdict } from '@pushspec/server';
import { type PostgresOptions, startPostgres } from '../../fleet/postgres.fixture.ts';
import { type LineProcess, startLineProcess } from '../line-process.ts';
import {
  ACCOUNT,
  type CandidateLine,
  type Load,
  type ProcessOptions,
  type ProducerLine,
  subject,
} from './messages.ts';

const CANDIDATES = 4;
const PRODUCERS = 8;

/** Only reached by a run that hangs. */
const DRAIN_MS = 300_000;

export interface Candidate extends LineProcess {
  /** Whether it is the leader, according to its last line. */
  isLeader: boolean;
  /** Whether it has printed an outcome since it became the leader. */
  isSending: boolean;
}

/** The output of the processes. */
export interface Observed {
  /** Ids of events whose push has resolved. */
  readonly stored: Set<string>;
  /** Ids of events whose push has rejected and that are not in the queue. */
  readonly notStored: Set<string>;
  /** By id, whether each outcome of the event is marked. */
  readonly outcomes: Map<string, boolean[]>;
  /** Changes of the leader, in the order in which they were read. */
  readonly terms: string[];
  readonly errors: { readonly code: string | undefined; readonly message: string }[];
  /** Outcomes other than delivered, and processes that ended on their own. */
  readonly failures: string[];
}

export interface Fleet extends AsyncDisposable {
  readonly postgres: Awaited<ReturnType<typeof startPostgres>>;
  readonly observed: Observed;
  /** The running processes. */
  readonly candidates: Candidate[];
  readonly producers: LineProcess[];
  /** Resolves to the leader, as soon as there is one. */
  leader(): Promise<Candidate>;
  /** Resolves to the leader, as soon as it has delivered something. */
  activeLeader(): Promise<Candidate>;
  /** Ends a process and starts another one in its place. Resolves when it has ended and its output was read. */
  replace(victim: LineProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  /** Stops the producers, waits until the queue is empty, and stops the candidates. */
  drain(): Promise<void>;
  /** The requests that the server recorded, oldest first. */
  requests(): Promise<ReceivedVerdict[]>;
}

export interface FleetOptions {
  readonly seed: number;
  readonly postgres?: PostgresOptions;
  /** How long a push waits for PostgreSQL, in milliseconds. @default 60000 */
  readonly waitMs?: number;
  readonly load?: Load;
  /** Maximum number of events in a request. @default that of the chaos runs */
  readonly batch?: number;
}

/** With eight producers, about 400 events per second, which is less than half of the limit. */
const DEFAULT_LOAD: Load = { maxInGroup: 30, maxPauseMs: 600 };

export async function startFleet(options: FleetOptions): Promise<Fleet> {
  const { seed, waitMs = 60_000, load = DEFAULT_LOAD, batch = subject.batch } = options;
  await using disposable = new AsyncDisposableStack();
  const postgres = disposable.use(await startPostgres(options.postgres));
  await migrate({ postgres: postgres.url, accounts: [{ api: 'cloudmonitor', account: ACCOUNT }] });
  const server = await createServer();
  disposable.defer(() => server.close());
  const { url: service } = await server.listen({ port: 0 });
  const observed: Observed = {
    ...{ stored: new Set(), notStored: new Set(), outcomes: new Map() },
    ...{ terms: [], errors: [], failures: [] },
  };
  const expected = new Set<LineProcess>();
  const ready: Promise<void>[] = [];
  let names = 0;

  function start<Line extends { readonly type: string }>(
    program: string,
    kind: string,
    read: (line: Line) => void,
  ): LineProcess {
    const name = `${kind}${++names}`;
    const own: ProcessOptions = {
      ...{ postgres: postgres.url, service, waitMs, load, batch },
      ...{ name, seed: seed * 10_007 + names },
    };
    const { promise, resolve } = Promise.withResolvers<void>();
    ready.push(promise);
    const started = startLineProcess<Line>(join(import.meta.dirname, program), own, (line) =>
      line.type === 'ready' ? resolve() : read(line),
    );
    void started.ended.then(() => {
      resolve();
      if (!expected.has(started)) observed.failures.push(`${name} ended by itself`);
    });
    return started;
  }
  function startCandidate(): Candidate {
    const candidate: Candidate = Object.assign(
      start<CandidateLine>('candidate.ts', 'c', (line) => readCandidate(line, observed, candidate)),
      { isLeader: false, isSending: false },
    );
    return candidate;
  }
  const startProducer = () => start<ProducerLine>('producer.ts', 'p', (line) => readProducer(line, observed));

  const candidates = Array.from({ length: CANDIDATES }, startCandidate);
  const producers = Array.from({ length: PRODUCERS }, startProducer);
  const all = () => [...candidates, ...producers];
  disposable.defer(async () => {
    for (const each of all()) await end(each, 'SIGKILL');
  });

  async function first(matches: (candidate: Candidate) => boolean): Promise<Candidate> {
    for (;;) {
      const found = candidates.find(matches);
      if (found) return found;
      await setTimeout(20);
    }
  }

  async function end(victim: LineProcess, signal: NodeJS.Signals) {
    expected.add(victim);
    victim.child.kill(signal);
    await victim.ended;
  }

  // `openQueue()` needs PostgreSQL, which a run may stop.
  await Promise.all(ready);
  const owned = disposable.move();
  return {
    ...{ postgres, observed, candidates, producers },
    leader: () => first(({ isLeader }) => isLeader),
    activeLeader: () => first(({ isLeader, isSending }) => isLeader && isSending),
    async replace(victim, signal) {
      await end(victim, signal);
      const candidate = candidates.indexOf(victim as Candidate);
      if (candidate >= 0) candidates[candidate] = startCandidate();
      else producers[producers.indexOf(victim)] = startProducer();
    },
    async drain() {
      await Promise.all(producers.map((each) => end(each, 'SIGTERM')));
      await using queue = await openQueue({ postgres: postgres.url, api: 'cloudmonitor', account: ACCOUNT });
      const until = performance.now() + DRAIN_MS;
      for (;;) {
        const { waiting, active } = await queue.stats();
        if (waiting + active === 0) break;
        if (performance.now() > until) throw new Error(`${waiting + active} events are still in the queue`);
        await setTimeout(200);
      }
      await Promise.all(candidates.map((each) => end(each, 'SIGTERM')));
    },
    requests: () => server.requests({ api: 'cloudmonitor' }),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

function readProducer(line: ProducerLine, { stored, notStored, errors }: Observed) {
  if (line.type === 'error') errors.push(line);
  else if (line.type === 'stored') for (const id of line.ids) stored.add(id);
  else if (line.type === 'not-stored' && !line.mayBeStored) for (const id of line.ids) notStored.add(id);
}

function readCandidate(line: CandidateLine, observed: Observed, candidate: Candidate) {
  const { outcomes, terms, errors, failures } = observed;
  if (line.type === 'error') errors.push(line);
  else if (line.type === 'leadership') {
    const { isLeader, epoch, reason } = line.leadership;
    candidate.isLeader = isLeader;
    candidate.isSending = false;
    terms.push(`${epoch} ${isLeader ? 'begins' : 'ends'}: ${reason}`);
  } else if (line.type === 'ended') {
    candidate.isSending = true;
    outcomes.set(line.id, [...(outcomes.get(line.id) ?? []), line.isMarked]);
    if (line.end !== 'delivered') failures.push(`${line.id} ended as ${line.end}`);
  }
}
