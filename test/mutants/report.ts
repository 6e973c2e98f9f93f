/** Kill rates as text, and the survivors with why some of them may live. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Fate, Mutant } from './mutant.ts';

export interface Hunted extends Pick<Mutant, 'id' | 'wrong' | 'kind' | 'artefact'> {
  readonly vendor: string;
  readonly fate: Fate;
}

/** Mutants that no case can tell from the original. */
export interface Equivalent {
  /** Ids; `*` stands for any text. */
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
  /** Neither killed nor written down as equivalent. */
  readonly survivors: readonly Hunted[];
  /** Entries of the list that no survivor needs any more. */
  readonly unneeded: readonly Equivalent[];
  /** Killed of those that can be killed, in percent. */
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

/** Whether an id is one of an entry of the list. */
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

/** A line for each vendor, each artefact and each kind, one for all, and the survivors. */
export function reportText(hunted: readonly Hunted[], equivalents: readonly Equivalent[]): string {
  const lines = (title: string, keyOf: (one: Hunted) => string) =>
    [...Map.groupBy(hunted, keyOf)].map(([key, group]) => line(`${title} ${key}`, judge(group, equivalents)));
  const whole = judge(hunted, equivalents);
  return [
    ...lines('vendor', ({ vendor }) => vendor),
    ...lines('artefact', ({ artefact }) => artefact),
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
