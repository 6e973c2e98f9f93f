/** Whether a fault is one that the server can play. */
import { checkedName, type Vendor, vendors } from '@pushspec/contract';
import type { Contract } from './contract/contract.ts';
import type { DelayFault, Fault, FaultSchedule, ReasonFault, ResetFault } from './faults.ts';

type Kind = NonNullable<Fault['kind']>;

/** What a fault of each kind needs beside its vendor. */
const CHECKS: Readonly<Record<Kind, (fault: never, contract: Contract) => void>> = {
  reason: ({ reason }: ReasonFault, { vendor, reasons }) => {
    if (!Object.hasOwn(reasons, String(reason)))
      throw new Error(`the contract of ${vendor} has no reason ${reason}`);
  },
  delay: ({ delayMs, jitterMs = 0 }: DelayFault) => {
    if (!(delayMs >= 0 && jitterMs >= 0))
      throw new TypeError('delayMs, and jitterMs where it is given, must be 0 or more milliseconds');
  },
  reset: ({ when }: ResetFault) =>
    void checkedName({ what: 'when', value: when, names: ['before-commit', 'after-commit'] }),
  truncated: () => undefined,
  garbage: () => undefined,
};

/** Throws an error that says what is wrong with it. */
export function checkFault(contracts: ReadonlyMap<Vendor, Contract>, fault: Fault): void {
  const { vendor, kind = 'reason' } = fault;
  checkedName({ what: 'vendor', value: vendor, names: vendors });
  checkedName({ what: 'kind', value: kind, names: Object.keys(CHECKS) as Kind[] });
  CHECKS[kind](fault as never, contracts.get(vendor) as Contract);
  checkSchedule(fault);
}

function checkSchedule(schedule: FaultSchedule): void {
  for (const name of ['times', 'every'] as const) {
    const count = schedule[name];
    if (count !== undefined && !(Number.isInteger(count) && count >= 1))
      throw new TypeError(`${name} must be a whole number of at least 1`);
  }
}
