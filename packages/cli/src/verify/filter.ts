/** Which scenarios are wanted. */
import { ACCEPTED, type Contract, type Scenario } from '@pushspec/conformance';
import { closestName, nearestOf } from '@pushspec/contract';
import { CommandFailure, EXIT } from '../failure.ts';

export interface Wanted {
  readonly scenario?: readonly string[] | undefined;
  readonly reason?: readonly string[] | undefined;
  readonly operation?: readonly string[] | undefined;
}

/** Whether anything is left out. */
export function isNarrowed({ scenario, reason, operation }: Wanted): boolean {
  return [scenario, reason, operation].some((list) => list !== undefined);
}

/** Of several values of one kind any will do; of several kinds each has to fit. */
export function isWanted({ scenario, reason, operation }: Wanted, candidate: Scenario): boolean {
  const fits = (list: readonly string[] | undefined, test: (value: string) => boolean) =>
    list === undefined || list.some(test);
  return (
    fits(scenario, (text) => candidate.id.includes(text) || candidate.file === text) &&
    fits(reason, (code) => candidate.reason === code) &&
    fits(operation, (id) => candidate.operation === id)
  );
}

/** Fails for a reason or an operation that no contract has: a misspelled name must not pass for a success. */
export function checkCodes({ reason, operation }: Wanted, contracts: readonly Contract[]): void {
  const reasons = contracts.flatMap((contract) => Object.keys(contract.reasons));
  const operations = contracts.flatMap((contract) => [...contract.operations.keys()]);
  checkNames('--reason', reason, [...new Set(reasons), ACCEPTED]);
  checkNames('--operation', operation, operations);
}

/** Fails for a text that is in the name of no scenario. */
export function checkScenarios({ scenario = [] }: Wanted, all: readonly Scenario[]): void {
  const unknown = scenario.find((text) => !all.some((one) => isWanted({ scenario: [text] }, one)));
  if (unknown === undefined) return;
  const ids = all.map(({ id }) => id);
  throw new CommandFailure(
    EXIT.usage,
    `--scenario: no scenario is called ${unknown}: ${nearest(unknown, ids)}`,
  );
}

function checkNames(option: string, names: readonly string[] = [], known: readonly string[]): void {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new CommandFailure(EXIT.usage, `${option}: there is no ${unknown}: ${nearestOf(unknown, known)}`);
}

/** The nearest name, compared without the folder that it is in; names as examples where none is near. */
function nearest(text: string, ids: readonly string[]): string {
  const lastPart = (id: string) => id.slice(id.lastIndexOf('/') + 1);
  const folder = text.slice(0, text.lastIndexOf('/') + 1);
  const part = closestName(lastPart(text), ids.map(lastPart));
  const found = ids.filter((id) => part !== undefined && lastPart(id) === part);
  const best = found.find((id) => id.startsWith(folder)) ?? found[0];
  if (best !== undefined) return `did you mean ${best}?`;
  return `there are ${ids.slice(0, 3).join(', ')} and others; --json lists them`;
}
