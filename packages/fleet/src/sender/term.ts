/** Serves one term of leadership: sends, settles, supervises and renews until the lease ends or is handed over. */
import { type CourierOptions, createCourier } from './courier.ts';
import type { Lease } from './lease.ts';
import { every } from './loop.ts';

/** Why a term has ended. */
export type EndOfTerm = 'closed' | 'renewal' | 'lost' | 'expired';

export interface TermOptions extends CourierOptions {
  readonly lease: Lease;
  /** Ends the term with a handover. */
  readonly stop: AbortSignal;
}

const SETTLE_MS = 20;
/** Pause after PostgreSQL did not settle some jobs. */
const UNSETTLED_MS = 1_000;
const SUPERVISE_MS = 1_000;
const RENEW_MS = 2_000;

/** pg-boss expires a claim after a day, even with heartbeats. */
const LONGEST_TERM_MS = 12 * 3_600_000;

export async function serveTerm(options: TermOptions): Promise<EndOfTerm> {
  const { boss, names, lease, pace, onError, now, stop } = options;
  const courier = createCourier(options);
  const startedAt = now();
  const over = new AbortController();
  let end: EndOfTerm | undefined;
  const finish = (reason: EndOfTerm) => {
    end ??= reason;
    over.abort();
  };
  stop.addEventListener('abort', () => finish('closed'), { once: true });
  if (stop.aborted) finish('closed');

  async function feed(): Promise<number> {
    if (lease.leftMs() <= 0) finish('expired');
    return over.signal.aborted ? 0 : courier.feed();
  }

  /** In this order, because a delivered job must not return to the queue when its heartbeat is late. */
  async function supervise() {
    await courier.settle();
    // Also those of jobs that could not be settled.
    await courier.renewClaims();
    if (lease.leftMs() > 0) await boss.supervise(names.events);
  }

  const settle = async () => ((await courier.settle()) ? SETTLE_MS : UNSETTLED_MS);

  async function renew() {
    if (!(await lease.renew())) finish('lost');
    else if (now() - startedAt > LONGEST_TERM_MS) finish('renewal');
  }

  // These continue until the requests in flight have ended.
  const ended = new AbortController();
  const others = [
    every(SETTLE_MS, settle, { signal: ended.signal, onError }),
    every(SUPERVISE_MS, supervise, { signal: ended.signal, onError }),
    every(RENEW_MS, renew, { signal: ended.signal, onError }),
  ];
  await every(0, feed, { signal: over.signal, onError });
  const isHandover = end === 'closed' || end === 'renewal';
  if (!isHandover) lease.invalidate();
  const isSettled = await courier.close();
  ended.abort();
  await Promise.all(others);
  // If some jobs are not settled, the next leader must wait until they return to the queue.
  if (isHandover && isSettled) await lease.release(pace.recent()).catch(onError);
  lease.invalidate();
  return end ?? 'closed';
}
