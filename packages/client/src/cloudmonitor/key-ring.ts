/** Holds the key that signs, and has it renewed before it ends. */
import { Unsigned } from '../http.ts';
import {
  type CloudMonitorCredentials,
  type CredentialsFunction,
  checkedCredentials,
  expirationOf,
} from './credentials.ts';

/** Time for a request that is under way, and for a renewal that has to be tried more than once. */
const MARGIN_MS = 5 * 60_000;

/** A call that has not come back by then is not waited for by further requests: it may never come back. */
const PATIENCE_MS = 60_000;

/** So many keys are remembered to keep them out of errors: those of the requests that may be under way. */
const REMEMBERED = 100;

export interface KeyRing {
  /** The key of a request. Rejects with `Unsigned` if there is none. */
  key(): Promise<CloudMonitorCredentials>;
  /** What must not be seen in an error. */
  secrets(): readonly string[];
}

/** @throws TypeError if a value is given and is no key */
export function keyRing(source: CloudMonitorCredentials | CredentialsFunction, now: () => number): KeyRing {
  if (typeof source === 'function') return renewing(source, now);
  const key = checkedCredentials(source);
  return { key: async () => key, secrets: () => secretsOf(key) };
}

interface Held {
  readonly key: CloudMonitorCredentials;
  /** In milliseconds since 1970; undefined, the key is for the requests that wait for it. */
  readonly expiration: number | undefined;
}

function renewing(source: CredentialsFunction, now: () => number): KeyRing {
  let held: Held | undefined;
  const seen = new Map<string, readonly string[]>();
  const isGood = (marginMs: number) => held?.expiration !== undefined && now() < held.expiration - marginMs;

  const renew = shared(now, async () => {
    const given = await source();
    const next = { key: checkedCredentials(given), expiration: expirationOf(given) };
    const secrets = secretsOf(next.key);
    seen.set(secrets.join(' '), secrets);
    for (const oldest of [...seen.keys()].slice(0, -REMEMBERED)) seen.delete(oldest);
    held = next;
    return next;
  });

  return {
    async key() {
      if (held && isGood(MARGIN_MS)) return held.key;
      try {
        return (await renew()).key;
      } catch (error) {
        // Within the margin there is still a good one; the next request asks again.
        if (held && isGood(0)) return held.key;
        throw new Unsigned(error);
      }
    },
    secrets: () => [...seen.values()].flat(),
  };
}

/** Whoever calls while a call is under way gets its result. */
function shared<Result>(now: () => number, task: () => Promise<Result>): () => Promise<Result> {
  let running: { readonly since: number; readonly result: Promise<Result> } | undefined;
  return () => {
    const since = now();
    if (running && since - running.since < PATIENCE_MS) return running.result;
    const mine = { since, result: task() };
    running = mine;
    const done = () => {
      if (running === mine) running = undefined;
    };
    mine.result.then(done, done);
    return mine.result;
  };
}

function secretsOf({ accessKeySecret, securityToken = '' }: CloudMonitorCredentials): string[] {
  return [accessKeySecret, securityToken];
}
