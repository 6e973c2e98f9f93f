/** Selects cases by the filters of the command line. */
import type { Scenario } from '@pushspec/conformance';
import { closestName, type Profile } from '@pushspec/contract';
import { CommandFailure, EXIT } from '../failure.ts';

export interface Wanted {
  readonly scenario?: readonly string[] | undefined;
  readonly reason?: readonly string[] | undefined;
  readonly operation?: readonly string[] | undefined;
}

/** Returns whether any filter is set. */
export function hasFilter({ scenario, reason, operation }: Wanted): boolean {
  return [scenario, reason, operation].some((list) => list !== undefined);
}

/** Returns whether a case matches at least one value of every filter. */
export function isWanted({ scenario, reason, operation }: Wanted, candidate: Scenario): boolean {
  const fits = (list: readonly string[] | undefined, test: (value: string) => boolean) =>
    list === undefined || list.some(test);
  return (
    fits(scenario, (text) => text !== '' && (candidate.id.includes(text) || candidate.file === text)) &&
    fits(reason, (code) => candidate.reason === code) &&
    fits(operation, (id) => candidate.operation === id)
  );
}

/**
 * Returns the cases of the profile that the filters select.
 * Throws if a value matches no case, so that a misspelled name does not count as a success.
 */
export function selected(all: readonly Scenario[], wanted: Wanted, profile: Profile): Scenario[] {
  const own = all.filter(({ profiles }) => profiles.includes(profile));
  for (const filter of FILTERS) {
    for (const value of wanted[filter] ?? []) {
      if (own.some((one) => isWanted({ [filter]: [value] }, one))) continue;
      throw new CommandFailure(EXIT.usage, unmatched({ filter, value, own, all, profile }));
    }
  }
  const scenarios = own.filter((scenario) => isWanted(wanted, scenario));
  if (scenarios.length > 0) return scenarios;
  throw new CommandFailure(
    EXIT.usage,
    `no case matches all filters (${own.length} cases without them); remove a filter, or run \`pushspec verify --list\``,
  );
}

const FILTERS = ['scenario', 'reason', 'operation'] as const;

interface Unmatched {
  readonly filter: (typeof FILTERS)[number];
  readonly value: string;
  /** The cases of the profile. */
  readonly own: readonly Scenario[];
  readonly all: readonly Scenario[];
  readonly profile: Profile;
}

function unmatched({ filter, value, own, all, profile }: Unmatched): string {
  const elsewhere = all.find((one) => isWanted({ [filter]: [value] }, one));
  const known = own.flatMap((one) => (filter === 'scenario' ? [one.id, nameOf(one)] : one[filter]));
  const nearest = closestName(value, known);
  const next = elsewhere
    ? `the profile ${elsewhere.profiles.join(' or ')} has one: pass it with \`--profile\``
    : nearest !== undefined
      ? `did you mean ${JSON.stringify(nearest)}?`
      : `\`pushspec verify --list\` prints all ${own.length} cases`;
  return `\`--${filter}\` ${JSON.stringify(value)} matches no case of the profile ${profile}; ${next}`;
}

/** Returns the id without the API. */
const nameOf = ({ id }: Scenario) => id.slice(id.indexOf('/') + 1);
