/** Whether a fault is one that the server can play. */
import {
  checkedName,
  closestName,
  type OptionNames,
  unknownName,
  type Vendor,
  vendors,
} from '@pushspec/contract';
import type { Contract } from './contract/contract.ts';
import type {
  BrokenAnswerFault,
  DelayFault,
  Fault,
  FaultSchedule,
  ReasonFault,
  ResetFault,
} from './faults.ts';

type Kind = NonNullable<Fault['kind']>;

const SCHEDULE = { vendor: true, times: true, every: true, kind: true } as const;
const BROKEN_ANSWER: OptionNames<BrokenAnswerFault> = SCHEDULE;

/** The options of a fault of each kind. */
const OPTIONS = {
  reason: { ...SCHEDULE, reason: true } satisfies OptionNames<ReasonFault>,
  delay: { ...SCHEDULE, delayMs: true, jitterMs: true } satisfies OptionNames<DelayFault>,
  reset: { ...SCHEDULE, when: true } satisfies OptionNames<ResetFault>,
  truncated: BROKEN_ANSWER,
  garbage: BROKEN_ANSWER,
} as const;

/** The same as in the document of the admin API. */
const MAX_DELAY_MS = 600_000;

/** What a fault of each kind needs beside its vendor. */
const CHECKS: Readonly<Record<Kind, (fault: never, contract: Contract) => void>> = {
  reason: ({ reason }: ReasonFault, { vendor, reasons }) => {
    if (typeof reason !== 'string')
      throw new TypeError('`reason` must be a string: the code of a reason in the contract');
    if (Object.hasOwn(reasons, reason)) return;
    const nearest = closestName(reason, Object.keys(reasons));
    const hint = nearest === undefined ? '' : `; did you mean ${nearest}?`;
    throw new Error(`the contract of ${vendor} has no reason ${reason}${hint}`);
  },
  delay: ({ delayMs, jitterMs = 0 }: DelayFault) => {
    checkDelay('delayMs', delayMs);
    checkDelay('jitterMs', jitterMs);
  },
  reset: ({ when }: ResetFault) =>
    void checkedName({ what: 'when', value: when, names: ['before-commit', 'after-commit'] }),
  truncated: () => undefined,
  garbage: () => undefined,
};

/** Throws an error that says what is wrong with it. */
export function checkFault(contracts: ReadonlyMap<Vendor, Contract>, fault: Fault): void {
  if (typeof fault !== 'object' || fault === null)
    throw new TypeError("a fault is an object, such as { vendor: 'guance', reason: 'internal-error' }");
  const { vendor, kind = 'reason' } = fault;
  checkedName({ what: 'kind', value: kind, names: Object.keys(CHECKS) as Kind[] });
  checkFaultOptions(Object.keys(fault), kind);
  checkedName({ what: 'vendor', value: vendor, names: vendors });
  CHECKS[kind](fault as never, contracts.get(vendor) as Contract);
  checkSchedule(fault);
}

/** Throws for an option that no fault of this kind has; says which kind has it. */
function checkFaultOptions(names: readonly string[], kind: Kind): void {
  const unknown = unknownName(names, Object.keys(OPTIONS[kind]));
  if (unknown === undefined) return;
  const name = names.find((candidate) => !Object.hasOwn(OPTIONS[kind], candidate)) as string;
  const owners = Object.entries(OPTIONS).filter(([, options]) => Object.hasOwn(options, name));
  if (owners.length === 0) throw new TypeError(`a fault of the kind ${kind} has no option ${unknown}`);
  const kinds = owners.map(([owner]) => `kind: '${owner}'`).join(' or ');
  throw new TypeError(`a fault of the kind ${kind} has no option \`${name}\`: it belongs to ${kinds}`);
}

/** A timer of more than 2^31 ms would fire at once. */
function checkDelay(name: string, ms: number): void {
  if (!(Number.isInteger(ms) && ms >= 0 && ms <= MAX_DELAY_MS))
    throw new TypeError(`\`${name}\` must be a whole number of milliseconds from 0 to ${MAX_DELAY_MS}`);
}

function checkSchedule(schedule: FaultSchedule): void {
  for (const name of ['times', 'every'] as const) {
    const count = schedule[name];
    if (count !== undefined && !(Number.isInteger(count) && count >= 1))
      throw new TypeError(`${name} must be a whole number of at least 1`);
  }
}
