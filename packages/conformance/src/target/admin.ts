/** Controls an endpoint through our admin API: freezes its clock, changes its configuration, injects faults. */
import { type ApiName, type Config, configPartOf, parseConfig } from '@pushspec/contract';
import { parsedJson } from '../contract/violation.ts';
import { PreconditionError, type Target } from './target.ts';
import type { Wire, WireResponse } from './wire.ts';

/** Path prefix of the admin API, which the reference server has and any endpoint may implement. */
export const ADMIN = '/__admin';

/** Requests per page of the list. */
const MAX_LISTED = 1000;

export interface AdminControlOptions {
  /** See {@link openAdmin}. */
  admin: Admin;
  config: Config;
  /** Milliseconds since the epoch, used if the endpoint's clock cannot be read. */
  now: () => number;
}

/** Controls the state of an endpoint. */
export interface AdminControl extends Required<Pick<Target, 'storedRequests' | 'reset' | 'fail'>> {
  now(): number;
  config(): Config;
  /** `undefined` if the endpoint's admin API has no clock. */
  setClock: Target['setClock'];
  configure: NonNullable<Target['configure']>;
  /** Restores the endpoint to its state after startup. */
  release(): Promise<void>;
}

/** Resolves to the controls that the admin API of an endpoint supports. */
export async function adminControl({ admin, config, now }: AdminControlOptions): Promise<AdminControl> {
  const { status } = await admin.request('GET', '/clock');
  const hasClock = status === 200;
  let current = config;
  let frozenAt: number | undefined;
  let isTouched = false;
  let start: number | undefined;
  const freeze = async (timestamp: true | string) => {
    const { body } = await sendCommand(admin, 'PUT', '/clock', { freeze: timestamp });
    frozenAt = (parsedJson(body) as { nowMs?: number } | undefined)?.nowMs;
  };
  const restore = async () => {
    isTouched = true;
    current = config;
    frozenAt = undefined;
    await sendCommand(admin, 'POST', '/reset');
  };
  return {
    now: () => frozenAt ?? now(),
    config: () => current,
    async reset() {
      await restore();
      if (!hasClock) return;
      // A frozen clock lets rate limits be used up exactly. It stops at a whole second, as a Date header has no fractions.
      if (start === undefined) {
        await freeze(true);
        start = Math.floor((frozenAt ?? now()) / 1000) * 1000;
      }
      await freeze(new Date(start).toISOString());
    },
    async storedRequests(api) {
      const { body } = await sendCommand(admin, 'GET', `/requests?api=${api}&limit=${MAX_LISTED}`);
      return (parsedJson(body) as { requests?: unknown[] } | undefined)?.requests?.length ?? 0;
    },
    fail: async (fault) => void (await sendCommand(admin, 'POST', '/faults', fault)),
    setClock: hasClock ? (nowMs) => freeze(new Date(nowMs).toISOString()) : undefined,
    async configure(api, settings) {
      await sendCommand(admin, 'PUT', `/config/${api}`, settings);
      const part = configPartOf(api as ApiName);
      current = parseConfig({ ...current, [part]: { ...current[part], ...settings } });
    },
    async release() {
      if (isTouched) await restore();
    },
  };
}

async function sendCommand(admin: Admin, method: string, path: string, body?: object): Promise<WireResponse> {
  const response = await admin.request(method, path, body);
  if (response.status < 300) return response;
  throw new PreconditionError(`${method} ${ADMIN}${path} responded with ${response.status}`);
}

/** The admin API of an endpoint, or of one sandbox there. */
export interface Admin {
  /** Sends a request to a path below `/__admin`. */
  request(method: string, path: string, body?: object): Promise<WireResponse>;
}

export interface AdminOptions {
  /** Sent as a bearer token. */
  token?: string | undefined;
  /** Id of the sandbox that requests refer to. @default none */
  sandbox?: string | undefined;
}

/** Returns the admin API behind a wire. */
export function openAdmin(wire: Wire, { token, sandbox }: AdminOptions = {}): Admin {
  const authorization = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  return {
    request: (method, path, body) =>
      wire.send({
        method,
        target: `${ADMIN}${sandbox === undefined ? path : withQuery(path, { sandbox })}`,
        headers: { ...authorization, ...(body && { 'Content-Type': 'application/json' }) },
        body: body && Buffer.from(JSON.stringify(body)),
      }),
  };
}

function withQuery(path: string, query: Readonly<Record<string, string>>): string {
  return `${path}${path.includes('?') ? '&' : '?'}${new URLSearchParams(query)}`;
}
