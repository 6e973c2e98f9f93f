/** Source mutants: one-line mistakes in the source, each with the tests that must notice it. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';

export interface SourceMutant {
  /** `area/name`, unique. */
  readonly id: string;
  /** Name of the YAML file that holds the mutant: state, store, filters, masking, streams or time. */
  readonly area: string;
  /** What is wrong with it, in one sentence. */
  readonly wrong: string;
  /** Path in the repository of the file to change. */
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly search: string;
  readonly replace: string;
  /** Paths in the repository of the test files, at least one of which must fail. */
  readonly tests: readonly string[];
}

const PROPERTIES = ['id', 'wrong', 'file', 'search', 'replace', 'tests'];

/** Reads the YAML files next to this one. Throws an error that names a mutant without one of its properties. */
export function sourceMutants(): SourceMutant[] {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.yaml'));
  return files.sort().flatMap((name) => {
    const area = basename(name, '.yaml');
    const mutants = parse(readFileSync(join(import.meta.dirname, name), 'utf8')) as SourceMutant[];
    return mutants.map((mutant) => {
      const given = Object.keys(mutant);
      if (given.length !== PROPERTIES.length || !PROPERTIES.every((member) => given.includes(member)))
        throw new Error(`${name}: mutant \`${mutant.id}\` must have exactly ${PROPERTIES.join(', ')}`);
      return { ...mutant, area, id: `${area}/${mutant.id}` };
    });
  });
}

/** Returns the text of the mutant's file with the mistake in it. Throws if the search text is not found exactly once. */
export function mutated({ id, file, search, replace }: SourceMutant, text: string): string {
  const found = text.split(search).length - 1;
  if (found !== 1 || search === '')
    throw new Error(`${id}: the search text must occur exactly once in ${file}, and occurs ${found} times`);
  if (search === replace) throw new Error(`${id}: the replacement changes nothing`);
  return text.replace(search, () => replace);
}
