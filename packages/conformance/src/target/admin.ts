/** What an endpoint with our admin API can be brought to: its clock held, its configuration changed, its answers spoilt. */
import { type Config, parseConfig, type Vendor } from '@pushspec/contract';
import { parsedJson } from '../contract/violation.ts';
import { CannotEstablish, type Target } from './target.ts';
import type { Wire, WireAnswer } from './wire.ts';

/** The admin API that the reference server has, and any endpoint may have. */
export const ADMIN = '/__admin';

/** Requests in a page of the list. */
const MOST_LISTED = 1000;

export interface AdminControlOptions {
  wire: Wire;
  config: Config;
  /** Milliseconds since 1970, where the endpoint's clock cannot be read. */
  now: () => number;
}

export interface AdminControl extends Required<Pick<Target, 'kept' | 'reset' | 'fail'>> {
  now(): number;
  config(): Config;
  /** Undefined where the endpoint's admin API has no clock. */
  setClock: Target['setClock'];
  configure: NonNullable<Target['configure']>;
  /** Leaves the endpoint as it was after its start. */
  release(): Promise<void>;
}

export async function adminControl({ wire, config, now }: AdminControlOptions): Promise<AdminControl> {
  const { status } = await ask(wire, 'GET', '/clock');
  const hasClock = status === 200;
  let inForce = config;
  let heldAt: number | undefined;
  let isTouched = false;
  let beginning: number | undefined;
  const hold = async (instant: true | string) => {
    const { body } = await order(wire, 'PUT', '/clock', { freeze: instant });
    heldAt = (parsedJson(body) as { nowMs?: number } | undefined)?.nowMs;
  };
  const forget = async () => {
    isTouched = true;
    inForce = config;
    heldAt = undefined;
    await order(wire, 'POST', '/reset');
  };
  return {
    now: () => heldAt ?? now(),
    config: () => inForce,
    async reset() {
      await forget();
      if (!hasClock) return;
      // A clock that stands still lets rate limits be used up to the last request; at a whole second, as a Date header has no less.
      if (beginning === undefined) {
        await hold(true);
        beginning = Math.floor((heldAt ?? now()) / 1000) * 1000;
      }
      await hold(new Date(beginning).toISOString());
    },
    async kept(vendor) {
      const { body } = await order(wire, 'GET', `/requests?vendor=${vendor}&limit=${MOST_LISTED}`);
      return (parsedJson(body) as { requests?: unknown[] } | undefined)?.requests?.length ?? 0;
    },
    fail: async (fault) => void (await order(wire, 'POST', '/faults', fault)),
    setClock: hasClock ? (nowMs) => hold(new Date(nowMs).toISOString()) : undefined,
    async configure(vendor, settings) {
      await order(wire, 'PUT', `/config/${vendor}`, settings);
      inForce = parseConfig({ ...inForce, [vendor]: { ...inForce[vendor as Vendor], ...settings } });
    },
    async release() {
      if (isTouched) await forget();
    },
  };
}

async function order(wire: Wire, method: string, path: string, body?: object): Promise<WireAnswer> {
  const answer = await ask(wire, method, path, body);
  if (answer.status < 300) return answer;
  throw new CannotEstablish(`${method} ${ADMIN}${path} is answered with ${answer.status}`);
}

export function ask(wire: Wire, method: string, path: string, body?: object): Promise<WireAnswer> {
  return wire.send({
    method,
    target: `${ADMIN}${path}`,
    headers: body ? { 'Content-Type': 'application/json' } : {},
    body: body && Buffer.from(JSON.stringify(body)),
  });
}
