/** Formats kill rates and survivors, and reads the list of equivalent mutants. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Fate, Mutant } from './mutant.ts';

export interface Hunted extends Pick<Mutant, 'id' | 'wrong' | 'kind' | 'artifact'> {
  readonly api: string;
  readonly fate: Fate;
}

/** Mutants that no case can distinguish from the original. */
export interface Equivalent {
  /** Ids. `*` matches any string. */
  readonly mutants: string;
  readonly why: string;
}

export function readEquivalents(): Equivalent[] {
  return (parse(readFileSync(new URL('equivalent.yaml', import.meta.url), 'utf8')) ?? []) as Equivalent[];
}

export interface Verdict {
  readonly killed: number;
  readonly equivalent: number;
  readonly stillborn: number;
  /** Neither killed nor listed as equivalent. */
  readonly survivors: readonly Hunted[];
  /** Entries of the list that no survivor needs anymore. */
  readonly unneeded: readonly Equivalent[];
  /** Percentage of the killable mutants that were killed. */
  readonly percent: number;
}

export function judge(hunted: readonly Hunted[], equivalents: readonly Equivalent[]): Verdict {
  const entries = equivalents.map((entry) => ({ entry, pattern: patternOf(entry.mutants) }));
  const needed = new Set<Equivalent>();
  const survivors = hunted.filter(({ id, fate }) => {
    if (fate.outcome !== 'survived') return false;
    const known = entries.find(({ pattern }) => pattern.test(id));
    if (known) needed.add(known.entry);
    return known === undefined;
  });
  const count = (outcome: Fate['outcome']) => hunted.filter(({ fate }) => fate.outcome === outcome).length;
  const killed = count('killed');
  return {
    killed,
    equivalent: count('survived') - survivors.length,
    stillborn: count('stillborn'),
    survivors,
    unneeded: equivalents.filter((entry) => !needed.has(entry)),
    percent: percentOf(killed, survivors.length),
  };
}

/** Returns a function that reports whether an id matches an entry of the list. */
export function equivalence(equivalents: readonly Equivalent[]): (id: string) => boolean {
  const patterns = equivalents.map(({ mutants }) => patternOf(mutants));
  return (id) => patterns.some((pattern) => pattern.test(id));
}

function patternOf(text: string): RegExp {
  const literals = text.split('*').map((literal) => literal.replace(/[\\^$.+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${literals.join('.*')}$`, 's');
}

function percentOf(killed: number, survived: number): number {
  return killed + survived === 0 ? 0 : (100 * killed) / (killed + survived);
}

/** Formats a line for each vendor, artifact and kind, a total, and the survivors. */
export function reportText(hunted: readonly Hunted[], equivalents: readonly Equivalent[]): string {
  const lines = (title: string, keyOf: (one: Hunted) => string) =>
    [...Map.groupBy(hunted, keyOf)].map(([key, group]) => line(`${title} ${key}`, judge(group, equivalents)));
  const whole = judge(hunted, equivalents);
  return [
    ...lines('api', ({ api }) => api),
    ...lines('artifact', ({ artifact }) => artifact),
    ...lines('kind', ({ kind }) => kind),
    line('all', whole),
    ...whole.survivors.map(({ id, wrong }) => `SURVIVOR ${id}: ${wrong}`),
    ...hunted.flatMap(({ id, fate }) =>
      fate.outcome === 'stillborn' ? [`STILLBORN ${id}: ${fate.why}`] : [],
    ),
  ].join('\n');
}

function line(title: string, { killed, survivors, equivalent, stillborn, percent }: Verdict): string {
  const counts = `${killed} killed, ${survivors.length} survived, ${equivalent} equivalent, ${stillborn} stillborn`;
  return `${title}: ${percent.toFixed(1)} % (${counts})`;
}
