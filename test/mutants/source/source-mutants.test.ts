import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { mutated, type SourceMutant, sourceMutants } from './source-mutant.ts';

const root = join(import.meta.dirname, '../../..');
const mutants = sourceMutants();

const example: SourceMutant = {
  id: 'time/example',
  area: 'time',
  wrong: 'One second is too many.',
  file: 'clock.ts',
  search: 'seconds + 1',
  replace: 'seconds + $1',
  tests: [],
};

it('has at least sixty mutants with unique ids, in every area', () => {
  expect(mutants.length).toBeGreaterThanOrEqual(60);
  expect(new Set(mutants.map(({ area }) => area))).toEqual(
    new Set(['filters', 'masking', 'relay', 'sandboxes', 'state', 'store', 'streams', 'time']),
  );
  const ids = mutants.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

it('finds the search text of every mutant exactly once, and its test files', () => {
  const stale = mutants.flatMap((mutant) => {
    try {
      mutated(mutant, readFileSync(join(root, mutant.file), 'utf8'));
      return [];
    } catch (error) {
      return [(error as Error).message];
    }
  });
  expect(stale).toEqual([]);
  const missing = mutants.flatMap(({ tests }) => tests).filter((file) => !existsSync(join(root, file)));
  expect(missing).toEqual([]);
});

it('changes only the search text', () => {
  expect(mutated(example, 'const end = seconds + 1;')).toBe('const end = seconds + $1;');
});

it.each(['const end = seconds;', 'seconds + 1; seconds + 1;'])(
  'refuses a file in which the search text is not there exactly once: %s',
  (text) => {
    expect(() => mutated(example, text)).toThrow('must occur exactly once in clock.ts');
  },
);

it('rejects a replacement that changes nothing', () => {
  expect(() => mutated({ ...example, replace: example.search }, 'seconds + 1')).toThrow('changes nothing');
});
