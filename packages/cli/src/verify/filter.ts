/** Which scenarios are wanted. */
import type { Scenario } from '@pushspec/conformance';

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
