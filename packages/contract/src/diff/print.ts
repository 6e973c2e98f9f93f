/** The report in words, for people. */
import type { Json } from '../document.ts';
import type { ContractChange, ContractReport } from './index.ts';

/** The longest value that is shown as a whole, in characters. */
const SHOWN = 60;

/** Lines for standard output. */
export function reportLines({ base, grade, changes, packages }: ContractReport): string[] {
  if (base === null) {
    return [
      'Nothing was released yet, so no change can break anybody. `--base REVISION` compares with a revision.',
    ];
  }
  if (changes.length === 0) return [`The contracts are those of ${base}.`];
  const vendors = [...new Set(changes.map(({ vendor }) => vendor))];
  return [
    `The contracts against ${base}: ${grade}`,
    ...vendors.flatMap((vendor) => [
      '',
      vendor,
      ...changes.filter((change) => change.vendor === vendor).map(changeLine),
    ]),
    '',
    ...packages.map(
      ({ name, release }) => `${name}: ${release === 'none' ? 'no release' : `a ${release} release`} to come`,
    ),
  ];
}

function changeLine({ grade, rule, from, to, old, new: revised, bundles }: ContractChange): string {
  const place = from === undefined || to === undefined || from === to ? (from ?? to) : `${from} -> ${to}`;
  const values = `${shown(old)} -> ${shown(revised)}`;
  return `  ${grade}  ${rule}  ${place || '/'}  ${values}  (${bundles.join(', ')})`;
}

function shown(value: Json | undefined): string {
  if (value === undefined) return 'none';
  const text = JSON.stringify(value);
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`;
}

/** What to do about a release that is too small, for standard error; nothing where none is. */
export function complaint({ grade, base, packages, ok }: ContractReport): string[] {
  if (ok) return [];
  const small = packages.filter(({ isLargeEnough }) => !isLargeEnough);
  return [
    `The contracts have changed since ${base} by a ${grade} release; too small: ${small.map(({ name, release }) => `${name} (${release})`).join(', ')}.`,
    'Add a file such as .changeset/what-has-changed.md:',
    '',
    '---',
    ...small.map(({ name }) => `'${name}': ${grade}`),
    '---',
    '',
    'What has changed, in a sentence for those who use it.',
  ];
}
