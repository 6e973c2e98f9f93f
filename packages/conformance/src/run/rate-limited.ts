/** The rate limits of a target whose counts cannot be reset: which there are, and what they refuse. */
import { type OperationEntry, type RateLimit, type Vendor, withRates } from '@pushspec/contract';
import { type Contract, rateLimitOf, rateLimitsOf } from '../contract/contract.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { CannotEstablish, type Target } from '../target/target.ts';
import type { WireAnswer } from '../target/wire.ts';
import { envelopeProblems } from './expectation.ts';
import type { Pace } from './pace.ts';

const limitedEntries = new WeakMap<object, OperationEntry>();

/** The operation with the rate limits of the configuration. */
export function limitedBy({ config }: Target, vendor: Vendor, entry: OperationEntry): OperationEntry {
  const { rateLimits } = config[vendor];
  if (rateLimits === 'contract') return entry;
  const key = typeof rateLimits === 'string' ? entry : rateLimits;
  const known = limitedEntries.get(key);
  const limited = known ?? withRates(entry, typeof rateLimits === 'string' ? [] : rateLimits);
  limitedEntries.set(key, limited);
  return limited;
}

/** The rate limit that has refused a request which is to show something else. */
export function earlyLimit(
  { reason }: Scenario,
  shownIn: { contract: Contract; entry: OperationEntry; answer: WireAnswer },
): RateLimit | undefined {
  return rateLimitsOf(shownIn.entry).find((limit) => {
    if (limit.reason === reason) return false;
    const strictness = isToldByCode(shownIn.contract, limit.reason) ? 'relaxed' : 'contract';
    return envelopeProblems({ ...shownIn, code: limit.reason, strictness }).length === 0;
  });
}

/** Whether status and error code alone tell a reason, so that its wording is of no account. */
function isToldByCode({ reasons }: Contract, code: string): boolean {
  const own = reasons[code];
  const alike = Object.values(reasons).filter(
    ({ status, errorCode }) => status === own?.status && errorCode === own?.errorCode,
  );
  return own !== undefined && alike.length === 1;
}

/** What was sent first may have left the window before the request too many came. */
export function refuseLate({ given }: Scenario, pace: Pace, entry: OperationEntry): void {
  const limit = given.exhausted === undefined ? undefined : rateLimitOf(entry, given.exhausted);
  if (limit && pace.counted(entry, limit) <= limit.requests)
    throw new CannotEstablish(`${limit.requests} requests take too long to use the limit up`);
}
