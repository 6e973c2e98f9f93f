/** Validates faults before the server uses them. */
import {
  type ApiName,
  apiNames,
  checkedName,
  closestName,
  type OptionNames,
  unknownName,
} from '@pushspec/contract';
import type { Contract } from './contract/contract.ts';
import type {
  BrokenResponseFault,
  DelayFault,
  Fault,
  FaultSchedule,
  ReasonFault,
  ResetFault,
} from './faults.ts';

type Kind = NonNullable<Fault['kind']>;

const SCHEDULE = { api: true, times: true, every: true, kind: true } as const;
const BROKEN_RESPONSE: OptionNames<BrokenResponseFault> = SCHEDULE;

/** Options of each kind of fault. */
const OPTIONS = {
  reason: { ...SCHEDULE, reason: true } satisfies OptionNames<ReasonFault>,
  delay: { ...SCHEDULE, delayMs: true, jitterMs: true } satisfies OptionNames<DelayFault>,
  reset: { ...SCHEDULE, when: true } satisfies OptionNames<ResetFault>,
  truncated: BROKEN_RESPONSE,
  garbage: BROKEN_RESPONSE,
} as const;

/** Matches the limit in admin.openapi.yaml. */
const MAX_DELAY_MS = 600_000;

/** Validates the options that are specific to each kind of fault. */
const CHECKS: Readonly<Record<Kind, (fault: never, contract: Contract) => void>> = {
  reason: ({ reason }: ReasonFault, { api, reasons }) => {
    if (typeof reason !== 'string')
      throw new TypeError('`reason` must be a string: the code of a reason in the contract');
    if (Object.hasOwn(reasons, reason)) return;
    const nearest = closestName(reason, Object.keys(reasons));
    const hint = nearest === undefined ? '' : `; did you mean ${nearest}?`;
    throw new Error(`the contract of ${api} has no reason ${reason}${hint}`);
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

/** Throws an error that says what is wrong with the fault. */
export function checkFault(contracts: ReadonlyMap<ApiName, Contract>, fault: Fault): void {
  if (typeof fault !== 'object' || fault === null)
    throw new TypeError("a fault is an object, such as { api: 'guance', reason: 'internal-error' }");
  const { api, kind = 'reason' } = fault;
  checkedName({ what: 'kind', value: kind, names: Object.keys(CHECKS) as Kind[] });
  checkFaultOptions(Object.keys(fault), kind);
  checkedName({ what: 'api', value: api, names: apiNames });
  CHECKS[kind](fault as never, contracts.get(api) as Contract);
  checkSchedule(fault);
}

/** Throws if a fault of this kind does not have one of the options. The message names the kinds that do. */
function checkFaultOptions(names: readonly string[], kind: Kind): void {
  const unknown = unknownName(names, Object.keys(OPTIONS[kind]));
  if (unknown === undefined) return;
  const name = names.find((candidate) => !Object.hasOwn(OPTIONS[kind], candidate)) as string;
  const owners = Object.entries(OPTIONS).filter(([, options]) => Object.hasOwn(options, name));
  if (owners.length === 0) throw new TypeError(`a fault of the kind ${kind} has no option ${unknown}`);
  const kinds = owners.map(([owner]) => `kind: '${owner}'`).join(' or ');
  throw new TypeError(`a fault of the kind ${kind} has no option \`${name}\`: it belongs to ${kinds}`);
}

/** Rejects long delays. A timer of more than 2^31 ms would fire immediately. */
function checkDelay(name: string, ms: number): void {
  if (!(Number.isInteger(ms) && ms >= 0 && ms <= MAX_DELAY_MS))
    throw new TypeError(`\`${name}\` must be a whole number of milliseconds from 0 to ${MAX_DELAY_MS}`);
}

function checkSchedule(schedule: FaultSchedule): void {
  for (const name of ['times', 'every'] as const) {
    const count = schedule[name];
    if (count !== undefined && !(Number.isInteger(count) && count >= 1))
      throw new TypeError(`\`${name}\` must be a whole number of at least 1`);
  }
}
