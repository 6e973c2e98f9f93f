/**
 * Repeatedly kills processes that share a spool, and compares the events that they stored with those that the server
 * recorded.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createServer } from '@pushspec/server';
import { seededRandom } from '../../seeded-random.ts';
import { type LineProcess, startLineProcess } from '../line-process.ts';
import { type ChaosApi, chaosSubjects } from '../subjects.ts';
import type { PusherLine, PusherOptions } from './pusher.ts';

export interface ChaosOptions {
  readonly api: ChaosApi;
  readonly kills: number;
  readonly seed: number;
  /** Processes that push at the same time. @default 2 */
  readonly processes?: number;
}

export interface ChaosFigures {
  readonly kills: number;
  /** Kills of the process that was the sender at that time. */
  readonly senderKills: number;
  readonly requests: number;
  readonly refused: number;
  /** Events whose `push()` had resolved. */
  readonly stored: number;
  /** Stored events that the server did not accept. */
  readonly lost: number;
  /** Stored events without an outcome in any process. */
  readonly withoutOutcome: number;
  /** Deliveries beyond the first of each event. */
  readonly extra: number;
  /** Maximum number of extra deliveries that the kills allow. */
  readonly extraBound: number;
  /** Extra deliveries without an outcome that is marked as a possible duplicate. */
  readonly unmarked: number;
  /** Events that are marked and were delivered once. */
  readonly markedInVain: number;
  /** First deliveries that arrived before an event that the same process had pushed earlier into the same stream. */
  readonly outOfOrder: number;
  /** Failures of the spool that a process reported. */
  readonly failures: readonly string[];
}

const pusher = join(import.meta.dirname, 'pusher.ts');
/** When a process is killed, in milliseconds after it has stored its first events. */
const KILL_MS = { least: 50, most: 1500 };
/** Share of the kills that hit the sender. */
const SENDER_PART = 0.7;

interface Process extends LineProcess {
  /** Resolves when it has stored events. */
  readonly started: Promise<void>;
  isSender: boolean;
}

interface Observed {
  readonly stored: Set<string>;
  /** By id, whether each outcome of the event is marked. */
  readonly outcomes: Map<string, boolean[]>;
  readonly failures: string[];
}

function startProcess(options: PusherOptions, { stored, outcomes, failures }: Observed): Process {
  const { promise: started, resolve } = Promise.withResolvers<void>();
  const read = (line: PusherLine) => {
    switch (line.type) {
      case 'stored':
        for (const id of line.ids) stored.add(id);
        resolve();
        return;
      case 'ended':
        outcomes.set(line.id, [...(outcomes.get(line.id) ?? []), line.isMarked]);
        if (line.end !== 'delivered') failures.push(`${line.id} ended as ${line.end}`);
        return;
      case 'sender':
        running.isSender = true;
        return;
      case 'failed':
        failures.push(line.message);
    }
  };
  const running: Process = { ...startLineProcess(pusher, options, read), started, isSender: false };
  void running.ended.then(resolve);
  return running;
}

/** Runs processes and kills them. Resolves to the figures. */
export async function runSpoolChaos(options: ChaosOptions): Promise<ChaosFigures> {
  const { api, kills, seed, processes = 2 } = options;
  const subject = chaosSubjects[api];
  const random = seededRandom(seed);
  const folder = mkdtempSync(join(tmpdir(), 'pushspec-chaos-'));
  const file = join(folder, 'events.spool');
  const server = await createServer();
  const { url } = await server.listen({ port: 0 });
  if (!subject.isPaced) await server.configure(api, { rateLimits: 'off' });
  const observed: Observed = { stored: new Set(), outcomes: new Map(), failures: [] };
  let names = 0;
  const start = (isDraining = false) => {
    const own = { name: `p${++names}`, seed: seed * 10_007 + names, isDraining };
    return startProcess({ api, url, file, ...own }, observed);
  };
  const running = Array.from({ length: processes }, () => start());
  let senderKills = 0;
  try {
    for (let kill = 0; kill < kills; kill++) {
      const sender = running.findIndex(({ isSender }) => isSender);
      const isAimed = sender >= 0 && random() < SENDER_PART;
      const index = isAimed ? sender : Math.floor(random() * processes);
      const victim = running[index] as Process;
      await victim.started;
      await setTimeout(KILL_MS.least + random() * (KILL_MS.most - KILL_MS.least));
      if (victim.isSender) senderKills++;
      victim.child.kill('SIGKILL');
      await victim.ended;
      running[index] = start();
    }
    for (const { child, ended } of running) {
      child.kill('SIGKILL');
      await ended;
    }
    // The final kills count, too.
    senderKills += running.filter(({ isSender }) => isSender).length;
    await start(true).ended;
    const verdicts = await server.requests({ api });
    return figuresOf({ ...options, senderKills }, observed, verdicts);
  } finally {
    for (const { child } of running) child.kill('SIGKILL');
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface SeenRequest {
  readonly outcome: string;
  readonly request: { readonly body: string };
}

function figuresOf(
  { api, kills, senderKills }: ChaosOptions & { readonly senderKills: number },
  { stored, outcomes, failures }: Observed,
  requests: readonly SeenRequest[],
): ChaosFigures {
  const subject = chaosSubjects[api];
  const accepted = requests.filter(({ outcome }) => outcome === 'accepted');
  const deliveries = new Map<string, number>();
  const latest = new Map<string, string>();
  let outOfOrder = 0;
  for (const { id, stream } of accepted.flatMap(({ request }) => subject.eventsOf(request.body))) {
    const before = deliveries.get(id) ?? 0;
    deliveries.set(id, before + 1);
    if (before > 0 || !subject.keepsOrder) continue;
    // The ids of a process increase. Other processes push at the same time, in no particular order.
    const key = `${stream} of ${id.split('-')[0]}`;
    if (id < (latest.get(key) ?? '')) outOfOrder++;
    latest.set(key, id);
  }
  const repeated = [...deliveries].filter(([, count]) => count > 1);
  const isMarked = (id: string) => outcomes.get(id)?.includes(true) ?? false;
  return {
    ...{ kills, senderKills, requests: requests.length, refused: requests.length - accepted.length },
    stored: stored.size,
    lost: [...stored].filter((id) => !deliveries.has(id)).length,
    withoutOutcome: [...stored].filter((id) => !outcomes.has(id)).length,
    extra: repeated.reduce((sum, [, count]) => sum + count - 1, 0),
    // Those in flight, and those delivered during one removal from the file.
    extraBound: senderKills * 2 * subject.concurrency * subject.batch,
    unmarked: repeated.filter(([id]) => !isMarked(id)).length,
    markedInVain: [...deliveries].filter(([id, count]) => count === 1 && isMarked(id)).length,
    ...{ outOfOrder, failures },
  };
}

/** Returns the violations of the guarantees. */
export function violationsOf(figures: ChaosFigures): string[] {
  const { stored, kills, lost, withoutOutcome, extra, extraBound, unmarked, outOfOrder, failures } = figures;
  const found = [
    stored < kills && `only ${stored} events were stored before ${kills} kills`,
    lost > 0 && `${lost} stored events were lost`,
    withoutOutcome > 0 && `${withoutOutcome} stored events have no outcome`,
    extra > extraBound && `${extra} extra deliveries, at most ${extraBound} are allowed`,
    unmarked > 0 && `${unmarked} repeated events are not marked`,
    outOfOrder > 0 && `${outOfOrder} events arrived before an earlier one of their stream`,
    failures.length > 0 && `failures: ${failures.slice(0, 5).join('; ')}`,
  ];
  return found.filter((one) => one !== false);
}
