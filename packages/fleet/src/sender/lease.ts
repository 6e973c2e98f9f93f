/** The lease of an account: a job that one sender holds. Its attempt number is the epoch and the fencing token. */
import type { EarlierRequests } from '@pushspec/client/reporter';
import type { PgBoss } from 'pg-boss';
import { storable } from '../job.ts';
import { LEADERS, type QueueNames } from '../names.ts';
import { HEARTBEAT_SECONDS } from '../queues.ts';
import type { LeaderData } from '../stats.ts';

/** How much earlier a lease ends here than in the database, in milliseconds. */
const SAFETY_MS = 1_000;
const VALID_MS = HEARTBEAT_SECONDS * 1_000 - SAFETY_MS;

/** What a leader passes on to the next one. */
interface Handover {
  readonly v: 1;
  /** How long ago its last requests ended, in milliseconds, oldest first. */
  readonly requestAgesMs: readonly number[];
}

export interface Lease {
  readonly epoch: number;
  /** The requests of the previous leader; empty if there was none. */
  readonly earlier: EarlierRequests;
  /** Returns how long the lease is guaranteed to be valid, in milliseconds. Zero or negative after it has ended. */
  leftMs(): number;
  /** Renews it. Resolves to false if another sender has it. Rejects if the database does not respond. */
  renew(): Promise<boolean>;
  /** Ends it in this process. No more requests are sent. */
  invalidate(): void;
  /** Hands it over together with the request times, so that the next leader does not have to wait. */
  release(requestAgesMs: readonly number[]): Promise<void>;
}

/** Tries to take the lease of an account. Resolves to `undefined` if another sender has it. */
export async function takeLease(
  boss: PgBoss,
  { lease: queue }: QueueNames,
  { name, now }: { readonly name: string; readonly now: () => number },
): Promise<Lease | undefined> {
  // Takes it away from a leader whose heartbeats have stopped.
  await boss.supervise(queue);
  // Read before the call, so that the deadline is never later than that of the database.
  let validFrom = now();
  let [token] = await boss.fetch(queue, { includeMetadata: true });
  if (!token) {
    // Has no effect if the token exists.
    await boss.send(queue, {}, { singletonKey: queue });
    validFrom = now();
    [token] = await boss.fetch(queue, { includeMetadata: true });
  }
  if (!token) return undefined;
  const { id, retryCount: epoch } = token;
  const attempt = { id, retryCount: epoch };
  const data: LeaderData = { name: storable(name), epoch };
  await boss.upsert(LEADERS, data, { singletonKey: queue });
  let validUntil = validFrom + VALID_MS;
  return {
    epoch,
    earlier: epoch === 0 ? [] : earlierRequests(token),
    leftMs: () => validUntil - now(),
    async renew() {
      const since = now();
      const { affected } = (await boss.touch(queue, attempt)) as { affected: number };
      if (affected === 1) validUntil = Math.max(validUntil, since + VALID_MS);
      return affected === 1;
    },
    invalidate() {
      validUntil = Number.NEGATIVE_INFINITY;
    },
    async release(requestAgesMs) {
      validUntil = Number.NEGATIVE_INFINITY;
      const handover: Handover = { v: 1, requestAgesMs: requestAgesMs.map(Math.floor) };
      await boss.fail(queue, attempt, handover);
    },
  };
}

/** Returns the request times that the previous leader left, or `unknown` if it ended without a handover. */
function earlierRequests({
  output,
  startAfter,
  startedOn,
}: {
  readonly output: unknown;
  readonly startAfter: Date;
  readonly startedOn: Date;
}): EarlierRequests {
  const { v, requestAgesMs } = (output ?? {}) as Partial<Handover>;
  if (v !== 1 || !Array.isArray(requestAgesMs)) return 'unknown';
  // Both are times of the database: of the handover and of the takeover.
  const sinceMs = Math.max(0, startedOn.getTime() - startAfter.getTime());
  return requestAgesMs.map((ageMs) => ageMs + sinceMs);
}
