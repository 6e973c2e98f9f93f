/** Any endpoint as a target, ours or anybody's. What it can be brought to, it is through `/__admin`, where it has that. */
import type { Config, Profile } from '@pushspec/contract';
import { parsedJson } from '../contract/violation.ts';
import { CannotEstablish, type Target, type Verdict } from './target.ts';
import { openWire, type Wire, type WireAnswer, type WireRequest } from './wire.ts';

export interface HttpTargetOptions {
  /** Address of the endpoint, without a path. */
  readonly url: string;
  /** The credentials in force there. */
  readonly config: Config;
  readonly profile: Profile;
  /** @default 'http' */
  readonly name?: string;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
  /** Whether the endpoint's clock stands still and is that of `now`. @default false */
  readonly holdsClock?: boolean;
}

export interface HttpTarget extends Target {
  /** Whether the endpoint has our admin API. */
  readonly hasAdmin: boolean;
  send(request: WireRequest): Promise<WireAnswer>;
  close(): void;
}

/** The admin API that the reference server has, and any endpoint may have. */
const ADMIN = '/__admin';
const REQUEST_ID_HEADER = 'x-pushspec-request-id';

/** Opens an endpoint. Rejects when nothing answers there. */
export async function httpTarget(options: HttpTargetOptions): Promise<HttpTarget> {
  const { url, config, profile, name = 'http', now = Date.now, holdsClock = false } = options;
  const wire = openWire(url);
  const hasAdmin = await isHealthy(wire).catch((cause: Error) => {
    wire.close();
    throw new Error(`nothing answers at ${url}: ${cause.message}`, { cause });
  });
  return {
    name,
    profile,
    config,
    now,
    holdsClock,
    hasAdmin,
    send: wire.send,
    close: wire.close,
    ...(hasAdmin && {
      verdictOf: (answer: WireAnswer) => verdictOf(wire, answer),
      reset: () => order(wire, '/reset'),
      fail: (fault: object) => order(wire, '/faults', fault),
    }),
  };
}

async function isHealthy(wire: Wire): Promise<boolean> {
  const { status, body } = await ask(wire, 'GET', '/health');
  return status === 200 && parsedJson(body) !== undefined;
}

async function order(wire: Wire, path: string, body?: object): Promise<void> {
  const { status } = await ask(wire, 'POST', path, body);
  if (status >= 300) throw new CannotEstablish(`POST ${ADMIN}${path} is answered with ${status}`);
}

async function verdictOf(wire: Wire, answer: WireAnswer): Promise<Verdict | undefined> {
  const id = answer.headers[REQUEST_ID_HEADER];
  if (id === undefined) return undefined;
  const { status, body } = await ask(wire, 'GET', `/requests/${encodeURIComponent(id)}`);
  const record = parsedJson(body) as { verdict?: Verdict } | Verdict | undefined;
  if (status !== 200 || record === undefined)
    throw new Error(`${ADMIN}/requests/${id} was answered with ${status}`);
  return 'verdict' in record && record.verdict ? record.verdict : (record as Verdict);
}

function ask(wire: Wire, method: string, path: string, body?: object): Promise<WireAnswer> {
  return wire.send({
    method,
    target: `${ADMIN}${path}`,
    headers: body ? { 'Content-Type': 'application/json' } : {},
    body: body && Buffer.from(JSON.stringify(body)),
  });
}
