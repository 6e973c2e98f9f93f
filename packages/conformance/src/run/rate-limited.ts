/** Finds the rate limits of a target whose counts cannot be reset, and detects their refusals. */
import {
  type ApiName,
  configPartOf,
  type OperationEntry,
  type RateLimit,
  withRates,
} from '@pushspec/contract';
import { type Contract, rateLimitOf, rateLimitsOf } from '../contract/contract.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { PreconditionError, type Target } from '../target/target.ts';
import type { WireResponse } from '../target/wire.ts';
import { envelopeProblems } from './expectation.ts';
import type { Pace } from './pace.ts';

const limitedEntries = new WeakMap<object, OperationEntry>();

/** Returns the operation with the configured rate limits. */
export function limitedBy({ config }: Target, api: ApiName, entry: OperationEntry): OperationEntry {
  const { rateLimits } = config[configPartOf(api)];
  if (rateLimits === 'contract') return entry;
  const key = typeof rateLimits === 'string' ? entry : rateLimits;
  const known = limitedEntries.get(key);
  const limited = known ?? withRates(entry, typeof rateLimits === 'string' ? [] : rateLimits);
  limitedEntries.set(key, limited);
  return limited;
}

/** Returns the rate limit that refused a request of a scenario about something else. */
export function earlyLimit(
  { reason }: Scenario,
  shownIn: { contract: Contract; entry: OperationEntry; response: WireResponse },
): RateLimit | undefined {
  return rateLimitsOf(shownIn.entry).find((limit) => {
    if (limit.reason === reason) return false;
    const strictness = isIdentifiedByCode(shownIn.contract, limit.reason) ? 'relaxed' : 'contract';
    return envelopeProblems({ ...shownIn, code: limit.reason, strictness }).length === 0;
  });
}

/** Whether status and error code alone identify a reason, whatever its message. */
function isIdentifiedByCode({ reasons }: Contract, code: string): boolean {
  const own = reasons[code];
  const alike = Object.values(reasons).filter(
    ({ status, errorCode }) => status === own?.status && errorCode === own?.errorCode,
  );
  return own !== undefined && alike.length === 1;
}

/** Throws if the first requests may have left the window before the last one arrived. */
export function requireInTime({ given }: Scenario, pace: Pace, entry: OperationEntry): void {
  const limit = given.exhausted === undefined ? undefined : rateLimitOf(entry, given.exhausted);
  if (limit && pace.counted(limit) <= limit.requests)
    throw new PreconditionError(`${limit.requests} requests take too long to use up the limit`);
}
