/** Reads and writes the results of the last recorded run, from which the page "Verified with" is generated. */
import { existsSync, writeFileSync } from 'node:fs';
import {
  type ProgramResult,
  type RefusalResult,
  readVerified,
  VERIFIED_FILE,
} from '../../packages/docs/src/pages/topics/verified-programs.ts';
import type { Program, RefusalKind } from './program.ts';

type Results = Record<string, ProgramResult>;

/** Origin of a program that the machine has, in whatever version. */
export const MACHINE = 'Debian';

/** Environment variable that makes the tests write the results. */
export const recordVariable = 'PUSHSPEC_PROGRAMS_RECORD';

/** What the tests of one program have shown so far. */
export interface Found {
  version: string;
  sent?: Record<string, number>;
  /** Number of items that were accepted with a temporary key. */
  temporaryKeys?: number;
  refused: Partial<Record<RefusalKind, RefusalResult>>;
}

/** Returns the result of a program, or `undefined` if one of its tests did not run or failed. */
export function resultOf(
  program: Program,
  { version, sent, temporaryKeys, refused }: Found,
  kinds: readonly RefusalKind[],
  date: string,
): ProgramResult | undefined {
  const refusals = kinds.map((kind) => [kind, refused[kind]] as const);
  const isComplete = refusals.every(([, refusal]) => refusal) && (temporaryKeys || !program.hasTemporaryKeys);
  if (sent === undefined || !isComplete) return undefined;
  const { title, origin, api, operation, settings, cannotSend = [] } = program;
  return {
    title: typeof title === 'string' ? { en: title, zh: title } : title,
    ...{ origin, version, date, api, operation },
    sent: { ...sent, ...(temporaryKeys !== undefined && { temporaryKey: temporaryKeys }) },
    cannotSend,
    refused: Object.fromEntries(refusals) as Record<string, RefusalResult>,
    settings,
  };
}

/** Returns results without what differs between two days or machines: the date, and the version of an unpinned program. */
export function undated(results: Readonly<Record<string, ProgramResult | undefined>>): unknown {
  return Object.fromEntries(
    Object.entries(results).map(([name, result]) => {
      const isPinned = result?.origin !== MACHINE;
      return [name, { ...result, date: undefined, ...(!isPinned && { version: undefined }) }];
    }),
  );
}

/** Returns the committed results by the name of the program. */
export function readResults(): Results {
  return existsSync(VERIFIED_FILE) ? readVerified() : {};
}

/** Replaces the results of the programs that ran, and removes those of programs that no longer exist. */
export function writeResults(found: Results, order: readonly string[]): void {
  const all = { ...readResults(), ...found };
  const kept = order.flatMap((name) => (all[name] ? [[name, all[name]]] : []));
  writeFileSync(VERIFIED_FILE, `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`);
}
