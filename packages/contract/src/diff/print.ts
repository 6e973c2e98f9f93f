/** Formats a report for people. */
import type { Json } from '../document.ts';
import type { ContractChange, ContractReport } from './index.ts';

/** Maximum number of characters to show of a value. */
const MAX_SHOWN = 60;

/** Returns the report as lines for standard output. */
export function reportLines({ base, grade, changes, packages }: ContractReport): string[] {
  if (base === null) {
    return [
      'Nothing has been released yet, so no change can break a user. To compare with a revision, pass `--base REVISION`.',
    ];
  }
  if (changes.length === 0) return [`The contracts have not changed since ${base}.`];
  const apiNames = [...new Set(changes.map(({ api }) => api))];
  return [
    `Changes of the contracts since ${base}: ${grade}`,
    ...apiNames.flatMap((api) => [
      '',
      api,
      ...changes.filter((change) => change.api === api).map(changeLine),
    ]),
    '',
    ...packages.map(
      ({ name, release }) =>
        `${name}: ${release === 'none' ? 'no release' : `a ${release} release`} is pending`,
    ),
  ];
}

function changeLine({ grade, rule, from, to, old, new: revised, bundles }: ContractChange): string {
  const location = from === undefined || to === undefined || from === to ? (from ?? to) : `${from} -> ${to}`;
  const values = `${shown(old)} -> ${shown(revised)}`;
  return `  ${grade}  ${rule}  ${location || '/'}  ${values}  (${bundles.join(', ')})`;
}

function shown(value: Json | undefined): string {
  if (value === undefined) return 'none';
  const json = JSON.stringify(value);
  return json.length <= MAX_SHOWN ? json : `${json.slice(0, MAX_SHOWN)}…`;
}

/** Returns lines for standard error that explain how to fix a release that is too small; empty if the report is ok. */
export function failureLines({ grade, base, packages, ok }: ContractReport): string[] {
  if (ok) return [];
  const small = packages.filter(({ isLargeEnough }) => !isLargeEnough);
  return [
    `The changes of the contracts since ${base} need a ${grade} release. Too small: ${small.map(({ name, release }) => `${name} (${release})`).join(', ')}.`,
    'Add a changeset, such as .changeset/what-has-changed.md:',
    '',
    '---',
    ...small.map(({ name }) => `'${name}': ${grade}`),
    '---',
    '',
    'One sentence for users about what has changed.',
  ];
}
