/** Establishes the preconditions of a scenario. */
import type { ApiName, RateLimit } from '@pushspec/contract';
import { configPartOf } from '@pushspec/contract';
import { adapterOf } from '../apis/api-adapter.ts';
import { rateLimitOf, rateLimitsOf } from '../contract/contract.ts';
import type { Call, Scenario } from '../scenario/scenario.ts';
import { PreconditionError, type Target } from '../target/target.ts';
import type { Pace } from './pace.ts';
import { type RequestContext, requestOfCall } from './request.ts';

interface EstablishOptions {
  readonly scenario: Scenario;
  readonly target: Target;
  /** Returns the request context for the current time and configuration. */
  contextOf(): RequestContext;
  /** Rate limit pacing for a target whose counts cannot be reset. */
  readonly pace?: Pace | undefined;
  /** Whether limits with long windows are used up there as well. */
  readonly exhaustsLimits?: boolean | undefined;
}

/** Throws {@link PreconditionError} if the target does not support a precondition. */
export async function establish(options: EstablishOptions): Promise<void> {
  const { scenario, target } = options;
  const { api, given } = scenario;
  await target.reset?.();
  if (given.config) await configure(target, api, given.config);
  if (given.clock !== undefined) {
    if (!target.setClock) throw new PreconditionError('its clock cannot be set');
    await target.setClock(Date.parse(given.clock));
  }
  if (given.exhausted !== undefined) await exhaust(options, given.exhausted);
  if (given.fault !== undefined) {
    if (!target.fail) throw new PreconditionError('it cannot be made to fail');
    await target.fail({ api, reason: given.fault });
  }
}

async function configure(target: Target, api: Scenario['api'], settings: Readonly<Record<string, unknown>>) {
  const current = target.config[configPartOf(api)] as unknown as Readonly<Record<string, unknown>>;
  const missing = Object.entries(settings).filter(
    ([name, value]) => JSON.stringify(current[name]) !== JSON.stringify(value),
  );
  if (missing.length === 0) return;
  if (!target.configure) {
    const wanted = missing.map(([name, value]) => `${name} ${JSON.stringify(value)}`).join(', ');
    throw new PreconditionError(`its configuration must set ${wanted}`);
  }
  await target.configure(api, settings);
}

/** Uses up a rate limit to its last request. */
async function exhaust(
  { scenario, target, contextOf, pace, exhaustsLimits }: EstablishOptions,
  reason: string,
): Promise<void> {
  const context = contextOf();
  const limit = rateLimitOf(context.entry, reason);
  if (!limit) throw new Error(`the contract has no rate limit with the reason ${reason}`);
  await applyContractLimits(scenario.api, target);
  const narrower = narrowerLimit(context, limit);
  if (narrower)
    throw new PreconditionError(
      `${narrower.reason} is reached before ${limit.reason} with the configured credentials`,
    );
  if (limit.algorithm === 'token-bucket' && !target.hasFrozenClock)
    throw new PreconditionError(
      'a token bucket refills while it is used up, because the clock cannot be frozen',
    );
  if (!target.reset) await clearLimit(limit, pace, exhaustsLimits);
  const count = limit.algorithm === 'token-bucket' ? (limit.burst ?? limit.requests) : limit.requests;
  const startedAt = target.now();
  await useUp({ scenario, target, context, count, pace });
  if (target.hasFrozenClock || !mayRecover(limit, startedAt, target.now())) return;
  throw new PreconditionError(
    `${count} requests take too long to use up the limit, and its clock cannot be frozen`,
  );
}

/** Longest window in seconds of a limit that is used up by default. Later scenarios wait for the window to pass. */
const LONGEST_WINDOW_SECONDS = 5;

async function clearLimit(
  limit: RateLimit,
  pace: Pace | undefined,
  exhaustsLimits: boolean | undefined,
): Promise<void> {
  if (!pace) throw new PreconditionError('a used-up rate limit cannot be reset');
  if (limit.windowSeconds > LONGEST_WINDOW_SECONDS && !exhaustsLimits)
    throw new PreconditionError(
      'a rate limit with a long window takes a long time to reset: --exhaust-limits runs it',
    );
  await pace.clear(limit);
}

async function applyContractLimits(api: ApiName, { config, configure }: Target): Promise<void> {
  if (config[configPartOf(api)].rateLimits === 'contract') return;
  if (!configure)
    throw new PreconditionError('its configuration does not use the rate limits of the contract');
  await configure(api, { rateLimits: 'contract' });
}

/** Returns a function that reports whether the sender's requests count in a scope. A key scope needs a key. */
export function isCountedFor({ contract, credential }: RequestContext): (scope: string) => boolean {
  const { counted } = adapterOf(contract.api);
  return (scope) => Object.keys(counted?.(scope).with ?? {}).every((name) => credential[name] !== undefined);
}

/** Returns another limit of the same window that this sender reaches first. */
function narrowerLimit(context: RequestContext, limit: RateLimit): RateLimit | undefined {
  const isCounted = isCountedFor(context);
  return rateLimitsOf(context.entry).find(
    (other) =>
      other.reason !== limit.reason &&
      other.windowSeconds >= limit.windowSeconds &&
      other.requests < limit.requests &&
      isCounted(other.scope),
  );
}

/** Whether requests may have left the limit's window by now, or will before the next request. */
function mayRecover({ algorithm, windowSeconds }: RateLimit, startedAt: number, nowMs: number): boolean {
  const windowMs = windowSeconds * 1000;
  if (algorithm === 'token-bucket') return true;
  if (algorithm === 'fixed' && Math.floor(startedAt / windowMs) !== Math.floor(nowMs / windowMs)) return true;
  return nowMs - startedAt > windowMs / 2;
}

/** Number of concurrent requests. */
const CONCURRENT = 32;

async function useUp(options: {
  scenario: Scenario;
  target: Target;
  context: RequestContext;
  count: number;
  pace: Pace | undefined;
}) {
  const { scenario, target, context, count, pace } = options;
  const { given, api } = scenario;
  const adapter = adapterOf(api);
  const role = given.as ?? adapter.defaultRole(scenario.call);
  const call = given.exhaustedBy ?? adapter.acceptedCall(role, scenario.operation);
  const isAccepted = sender(target, call, context);
  for (let sent = 0; sent < count; sent += CONCURRENT) {
    const size = Math.min(CONCURRENT, count - sent);
    for (let more = 0; more < size; more++) pace?.note(context.entry, isCountedFor(context));
    const accepted = await Promise.all(Array.from({ length: size }, isAccepted));
    if (!given.exhaustedBy && accepted.includes(false)) {
      throw new Error(`one of the ${count} requests that use up the limit was refused`);
    }
  }
}

/** Returns a function that sends the call and resolves to whether it was accepted. */
function sender(target: Target, call: Call, context: RequestContext): () => Promise<boolean> {
  if (target.send) {
    // Rebuild the request each time, because a signature may be valid for one request only.
    return async () => ((await target.send?.(requestOfCall(call, context)))?.status ?? 0) < 300;
  }
  const typed = { api: context.contract.api, call, credential: context.credential };
  return async () => (await target.call?.(typed))?.accepted === true;
}
