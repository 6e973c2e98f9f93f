/** Tries to take the lease of an account, and sends for as long as it holds it. */
import type { PgBoss } from 'pg-boss';
import type { Hooks } from './hooks.ts';
import { type Lease, takeLease } from './lease.ts';
import { pause } from './loop.ts';
import type { Leadership } from './options.ts';
import { serveTerm, type TermOptions } from './term.ts';

export interface CandidateOptions extends Omit<TermOptions, 'boss' | 'lease' | 'onOutcome'> {
  readonly open: () => Promise<PgBoss>;
  readonly name: string;
  readonly hooks: Hooks;
  /** Called with the lease when a term begins, and with `undefined` when it ends. */
  readonly onLease: (lease: Lease | undefined) => void;
}

/** How often a candidate checks the lease, and how long it waits after an error, in milliseconds. */
const CANDIDATE_MS = 500;
const AFTER_ERROR_MS = 1_000;

/** Runs until the signal aborts. Never rejects. */
export async function runCandidate(options: CandidateOptions): Promise<void> {
  const { open, names, name, now, onError, stop } = options;
  let boss: PgBoss | undefined;
  while (!stop.aborted) {
    try {
      boss ??= await open();
      const lease = await takeLease(boss, names, { name, now });
      if (lease) await lead(boss, lease, options);
      else await pause(CANDIDATE_MS, stop);
    } catch (error) {
      onError(error);
      await pause(AFTER_ERROR_MS, stop);
    }
  }
  await boss?.stop({ graceful: false }).catch(onError);
}

async function lead(
  boss: PgBoss,
  lease: Lease,
  { onLease, hooks, ...options }: CandidateOptions,
): Promise<void> {
  const { epoch, earlier } = lease;
  const report = (isLeader: boolean, reason: Leadership['reason']) =>
    hooks.leadership({ isLeader, epoch, reason });
  onLease(lease);
  try {
    options.pace.assume(earlier);
    report(true, earlier === 'unknown' ? 'takeover' : epoch === 0 ? 'first' : 'handover');
    report(false, await serveTerm({ ...options, boss, lease, onOutcome: hooks.outcome }));
  } finally {
    onLease(undefined);
  }
}
