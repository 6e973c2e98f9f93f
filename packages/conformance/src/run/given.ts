/** Establishes what holds before a scenario's request. */
import type { OperationEntry, RateLimit, Vendor } from '@pushspec/contract';
import { rateLimitOf, rateLimitsOf } from '../contract/contract.ts';
import type { Call, Scenario } from '../scenario/scenario.ts';
import { CannotEstablish, type Target } from '../target/target.ts';
import { knowledgeOf } from '../vendors/vendor.ts';
import type { Pace } from './pace.ts';
import { type RequestContext, requestOfCall } from './request.ts';

interface EstablishOptions {
  readonly scenario: Scenario;
  readonly target: Target;
  /** What requests are built from, by the clock and configuration of that moment. */
  contextOf(): RequestContext;
  /** For a target whose counts cannot be reset. */
  readonly pace?: Pace | undefined;
  /** Whether limits with long windows are used up there, too. */
  readonly exhausts?: boolean | undefined;
}

/** Throws {@link CannotEstablish} where the target has no means. */
export async function establish(options: EstablishOptions): Promise<void> {
  const { scenario, target } = options;
  const { vendor, given } = scenario;
  await target.reset?.();
  if (given.config) await configure(target, vendor, given.config);
  if (given.clock !== undefined) {
    if (!target.setClock) throw new CannotEstablish('its clock cannot be set');
    await target.setClock(Date.parse(given.clock));
  }
  if (given.exhausted !== undefined) await exhaust(options, given.exhausted);
  if (given.fault !== undefined) {
    if (!target.fail) throw new CannotEstablish('it cannot be made to fail');
    await target.fail({ vendor, reason: given.fault });
  }
}

async function configure(
  target: Target,
  vendor: Scenario['vendor'],
  settings: Readonly<Record<string, unknown>>,
) {
  const inForce = target.config[vendor] as unknown as Readonly<Record<string, unknown>>;
  const missing = Object.entries(settings).filter(
    ([name, value]) => JSON.stringify(inForce[name]) !== JSON.stringify(value),
  );
  if (missing.length === 0) return;
  if (!target.configure) {
    const wanted = missing.map(([name, value]) => `${name} ${JSON.stringify(value)}`).join(', ');
    throw new CannotEstablish(`its configuration has to have ${wanted}`);
  }
  await target.configure(vendor, settings);
}

/** Uses a rate limit up to its last request. */
async function exhaust(
  { scenario, target, contextOf, pace, exhausts }: EstablishOptions,
  reason: string,
): Promise<void> {
  const context = contextOf();
  const limit = rateLimitOf(context.entry, reason);
  if (!limit) throw new Error(`the contract has no rate limit with the reason ${reason}`);
  await applyContractLimits(scenario.vendor, target);
  const narrower = narrowerLimit(context, limit);
  if (narrower)
    throw new CannotEstablish(
      `${narrower.reason} is reached before ${limit.reason} with the credentials of the configuration`,
    );
  if (limit.algorithm === 'token-bucket' && !target.holdsClock)
    throw new CannotEstablish('a bucket fills up while it is emptied, as the clock cannot be held');
  if (!target.reset) await clearLimit(context.entry, limit, pace, exhausts);
  const count = limit.algorithm === 'token-bucket' ? (limit.burst ?? limit.requests) : limit.requests;
  const startedAt = target.now();
  await useUp({ scenario, target, context, count, pace });
  if (target.holdsClock || !recovers(limit, startedAt, target.now())) return;
  throw new CannotEstablish(
    `${count} requests take too long to use the limit up, and its clock cannot be held`,
  );
}

/** What was used up comes back with time, and the scenarios that follow wait for it. */
const LONGEST_WINDOW_SECONDS = 5;

async function clearLimit(
  entry: OperationEntry,
  limit: RateLimit,
  pace: Pace | undefined,
  exhausts: boolean | undefined,
): Promise<void> {
  if (!pace) throw new CannotEstablish('a rate limit that was used up cannot be given back');
  if (limit.windowSeconds > LONGEST_WINDOW_SECONDS && !exhausts)
    throw new CannotEstablish(
      'a rate limit with a long window takes its time to come back: --exhaust-limits plays it',
    );
  await pace.clear(entry, limit);
}

async function applyContractLimits(vendor: Vendor, { config, configure }: Target): Promise<void> {
  if (config[vendor].rateLimits === 'contract') return;
  if (!configure)
    throw new CannotEstablish('its configuration does not have the rate limits of the contract');
  await configure(vendor, { rateLimits: 'contract' });
}

/** Whether the requests of a sender are counted in a scope: those of a key are, where the sender has one. */
export function isCountedFor({ contract, credential }: RequestContext): (scope: string) => boolean {
  const { counted } = knowledgeOf(contract.vendor);
  return (scope) => Object.keys(counted?.(scope).with ?? {}).every((name) => credential[name] !== undefined);
}

/** Another limit of the same window that counts the requests of this sender, and is reached before. */
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

/** Whether a limit may have let go of some requests by now, or will before the next one. */
function recovers({ algorithm, windowSeconds }: RateLimit, startedAt: number, nowMs: number): boolean {
  const windowMs = windowSeconds * 1000;
  if (algorithm === 'token-bucket') return true;
  if (algorithm === 'fixed' && Math.floor(startedAt / windowMs) !== Math.floor(nowMs / windowMs)) return true;
  return nowMs - startedAt > windowMs / 2;
}

/** Requests on their way at the same time. */
const CONCURRENT = 32;

async function useUp(options: {
  scenario: Scenario;
  target: Target;
  context: RequestContext;
  count: number;
  pace: Pace | undefined;
}) {
  const { scenario, target, context, count, pace } = options;
  const { given, vendor } = scenario;
  const knowledge = knowledgeOf(vendor);
  const call = given.exhaustedBy ?? knowledge.acceptedCall(given.as ?? knowledge.defaultRole(scenario.call));
  const isAccepted = sender(target, call, context);
  for (let sent = 0; sent < count; sent += CONCURRENT) {
    const size = Math.min(CONCURRENT, count - sent);
    for (let more = 0; more < size; more++) pace?.note(context.entry, isCountedFor(context));
    const accepted = await Promise.all(Array.from({ length: size }, isAccepted));
    if (!given.exhaustedBy && accepted.includes(false)) {
      throw new Error(`one of the ${count} requests that were to use up the limit was refused`);
    }
  }
}

/** Sends a call once more each time it is called, and says whether it was accepted. */
function sender(target: Target, call: Call, context: RequestContext): () => Promise<boolean> {
  if (target.send) {
    const request = requestOfCall(call, context);
    return async () => ((await target.send?.(request))?.status ?? 0) < 300;
  }
  const typed = { vendor: context.contract.vendor, call, credential: context.credential };
  return async () => (await target.call?.(typed))?.accepted === true;
}
