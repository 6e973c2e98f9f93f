import { expect, it } from 'vitest';
import { contractMutants, drawn, zoo } from './all-mutants.ts';
import { hunt } from './hunt.ts';
import type { Mutant } from './mutant.ts';
import { judge, readEquivalents } from './report.ts';
import { trueContract } from './true-contract.ts';
import { serverMutants } from './wrong-server.ts';

const equivalents = readEquivalents();

/** Number of changed contracts in the sample. */
const SAMPLE = 40;

/** Samples killable mutants. A survivor takes long, because it runs the whole suite. */
function sample(mutants: readonly Mutant[], count: number): Mutant[] {
  const fate = { outcome: 'survived', played: 0 } as const;
  const killable = mutants.filter(
    (mutant) => judge([{ ...mutant, api: mutant.contract.api, fate }], equivalents).survivors.length > 0,
  );
  return drawn(killable, count, 1);
}

async function survivorsOf(mutants: readonly Mutant[]): Promise<string[]> {
  const survivors: string[] = [];
  for (const mutant of mutants) {
    const { outcome } = await hunt(mutant);
    if (outcome === 'survived') survivors.push(mutant.id);
  }
  return survivors;
}

it('kills a sample of the wrong servers and wrong clients', async () => {
  expect(await survivorsOf(sample(zoo(), 20))).toEqual([]);
});

it('kills 95 % of a sample of the changed contracts', async () => {
  const survivors = await survivorsOf(sample(contractMutants(), SAMPLE));
  expect(survivors.length, survivors.join('\n')).toBeLessThanOrEqual(SAMPLE * 0.05);
});

it('does not kill a correct server behind the same gateway', async () => {
  const [control] = serverMutants('guance', { control: { wrong: 'Nothing.', at: [] } });
  expect(await hunt(control as Mutant)).toMatchObject({ outcome: 'survived' });
});

it('has at least sixty hand-written mutants with unique ids', () => {
  const ids = [...zoo(), ...contractMutants()].map(({ id }) => id);
  expect(zoo().length).toBeGreaterThanOrEqual(60);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

it('draws the same sample for the same seed', () => {
  const ids = (seed: number) => drawn(zoo(), 10, seed).map(({ id }) => id);
  expect(ids(1)).toEqual(ids(1));
  expect(ids(1)).not.toEqual(ids(2));
});

it('does not modify the true contract', () => {
  const contract = trueContract('blueking', 'documented');
  const before = JSON.stringify(contract.document);
  contractMutants();
  expect(JSON.stringify(contract.document)).toBe(before);
});
