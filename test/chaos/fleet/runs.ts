/** The faults of the fleet's chaos run, by name. */

import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { PostgresOptions } from '../../fleet/postgres.fixture.ts';
import type { Faults } from './figures.ts';
import type { Fleet } from './fleet.ts';

export interface RunContext {
  readonly fleet: Fleet;
  readonly random: () => number;
  /** Number of kills of the run `kill`. */
  readonly kills: number;
  /** The faults so far. Runs count them. */
  readonly happened: Faults;
}

export interface Run {
  /** Options of the fleet. */
  readonly waitMs?: number;
  readonly needsSmallDisk?: boolean;
  inject(context: RunContext): Promise<void>;
}

/** Share of the kills that hit the leader, and share of the others that hit a producer. */
const LEADER_PART = 0.35;
const PRODUCER_PART = 0.6;
/** Longer than the lease. */
const FREEZE_MS = 15_000;

/** Waits for a random time, in milliseconds. */
const between = ({ random }: RunContext, least: number, most: number) =>
  setTimeout(least + random() * (most - least));

async function killOne({ fleet, random, happened, ...context }: RunContext): Promise<void> {
  const any = <Each>(list: readonly Each[]) => list[Math.floor(random() * list.length)] as Each;
  const isAimed = random() < LEADER_PART;
  const isProducer = random() < PRODUCER_PART;
  if (isAimed) await fleet.activeLeader();
  await between({ fleet, random, happened, ...context }, 100, isAimed ? 3_000 : 1_200);
  const others = isProducer ? fleet.producers : fleet.candidates;
  const victim = isAimed ? await fleet.leader() : any(others);
  await fleet.replace(victim, 'SIGKILL');
  happened.kills++;
  // According to its last line, which may be newer than the choice.
  if ('isLeader' in victim && victim.isLeader) happened.leaderKills++;
}

async function restart(context: RunContext, mode: 'fast' | 'immediate'): Promise<void> {
  for (let count = 0; count < 2; count++) {
    await context.fleet.leader();
    await between(context, 2_000, 4_000);
    context.happened.outages++;
    await context.fleet.postgres.restart(mode);
  }
  await between(context, 2_000, 4_000);
}

export const runs = {
  quiet: {
    async inject(context) {
      await context.fleet.leader();
      await between(context, 10_000, 12_000);
    },
  },
  kill: {
    async inject(context) {
      await context.fleet.leader();
      while (context.happened.kills < context.kills) await killOne(context);
    },
  },
  handover: {
    async inject(context) {
      for (let count = 0; count < 5; count++) {
        const leader = await context.fleet.leader();
        await between(context, 1_000, 4_000);
        await context.fleet.replace(leader, 'SIGTERM');
        context.happened.handovers++;
      }
    },
  },
  freeze: {
    async inject(context) {
      for (let count = 0; count < 2; count++) {
        const frozen = await context.fleet.leader();
        await between(context, 2_000, 4_000);
        frozen.child.kill('SIGSTOP');
        context.happened.freezes++;
        await setTimeout(FREEZE_MS);
        frozen.child.kill('SIGCONT');
        // It finds out that it has lost the lease.
        await between(context, 2_000, 3_000);
      }
    },
  },
  'restart-fast': { inject: (context) => restart(context, 'fast') },
  'restart-immediate': { inject: (context) => restart(context, 'immediate') },
  'full-disk': {
    // Shorter than the time for which the disk is full, so that some pushes reject.
    ...{ needsSmallDisk: true, waitMs: 2_000 },
    async inject(context) {
      const { fleet, happened } = context;
      await fleet.leader();
      await between(context, 2_000, 4_000);
      const ballast = fillDisk(String(await fleet.postgres.sql('SHOW data_directory')));
      happened.outages++;
      await between(context, 6_000, 8_000);
      rmSync(ballast);
      // PostgreSQL has stopped if it could not write its log.
      await fleet.postgres.start();
      await between(context, 4_000, 6_000);
    },
  },
} satisfies Record<string, Run>;

export type RunName = keyof typeof runs;
export const runNames = Object.keys(runs) as RunName[];

/** Size of the small file system: about three times an empty database. */
const DISK_MB = 160;

export interface SmallDisk extends Disposable {
  readonly postgres: PostgresOptions;
}

/** The reason why there is no small file system. */
export interface NoDisk extends Disposable {
  readonly missing: string;
}

/** Mounts a small file system. Returns the reason if that is not possible. */
export function mountSmallDisk(): SmallDisk | NoDisk {
  const none = (missing: string): NoDisk => ({ missing, [Symbol.dispose]() {} });
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    return none('only root on Linux can mount a small file system');
  }
  const folder = mkdtempSync(join(tmpdir(), 'pushspec-disk-'));
  try {
    const size = ['-o', `size=${DISK_MB}m,mode=755`];
    execFileSync('mount', ['-t', 'tmpfs', ...size, 'tmpfs', folder], { stdio: 'pipe' });
  } catch (error) {
    rmdirSync(folder);
    return none(
      `a small file system cannot be mounted: ${(error as Error).message.trim().split('\n').at(-1)}`,
    );
  }
  return {
    postgres: { folder, settings: { min_wal_size: '32MB', max_wal_size: '48MB' } },
    [Symbol.dispose]() {
      execFileSync('umount', [folder], { stdio: 'pipe' });
      rmdirSync(folder);
    },
  };
}

/** Writes a file until the disk is full. Returns its name. */
function fillDisk(folder: string): string {
  const name = join(folder, '..', 'ballast');
  const file = openSync(name, 'w');
  const { bsize, bavail } = statfsSync(folder);
  try {
    for (let left = bsize * bavail; left > 0; )
      left -= writeSync(file, Buffer.alloc(Math.min(left, 1 << 20)));
  } catch (error) {
    // PostgreSQL writes at the same time.
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(file);
  }
  return name;
}
