/** Holds the current key and renews it before it expires. */
import { MissingKeyError } from '../transport.ts';
import {
  type CloudMonitorCredentials,
  type CredentialsFunction,
  checkedCredentials,
  expirationOf,
} from './credentials.ts';

/** Leaves time for a request in flight and for several attempts to renew the key. */
const MARGIN_MS = 5 * 60_000;

/** Later requests do not wait for a call that has taken longer than this, because it may never return. */
const PATIENCE_MS = 60_000;

/** Number of keys that are kept to mask them in errors of requests that may be in flight. */
const REMEMBERED = 100;

export interface KeyRing {
  /** Returns the key of a request. Rejects with `MissingKeyError` if there is none. */
  key(): Promise<CloudMonitorCredentials>;
  /** Returns the values that must not appear in an error. */
  secrets(): readonly string[];
}

/** Creates the holder of a key. @throws TypeError if a given value is not a key */
export function keyRing(source: CloudMonitorCredentials | CredentialsFunction, now: () => number): KeyRing {
  if (typeof source === 'function') return renewing(source, now);
  const key = checkedCredentials(source);
  return { key: async () => key, secrets: () => secretsOf(key) };
}

interface Held {
  readonly key: CloudMonitorCredentials;
  /** In milliseconds since 1970. Without it, the key serves only the requests that wait for it. */
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
        // The old key is still valid within the margin. The next request tries again.
        if (held && isGood(0)) return held.key;
        throw new MissingKeyError(error);
      }
    },
    secrets: () => [...seen.values()].flat(),
  };
}

/** Returns a function whose concurrent calls share one result. */
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
