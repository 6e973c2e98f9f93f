/** Rejects replays: signed requests whose nonce was used before. */
import type { Exchange } from '../exchange.ts';
import type { Check } from '../step.ts';
import type { Evaluation } from '../verdict.ts';

/** The nonces that were used. */
export interface Nonces {
  /** Stores a nonce of a key. Returns `false` if it is already stored. @param mark - distinguishes requests */
  use(key: string, nonce: string, mark?: string): boolean;
  /** Returns the mark that a nonce was stored with. */
  markOf(key: string, nonce: string): string | undefined;
  /** Makes a nonce usable again. */
  release(key: string, nonce: string): void;
  clear(): void;
}

/** Creates a store that keeps each nonce for `windowSeconds`. */
export function createNonces(windowSeconds: number, clock: () => number): Nonces {
  // Ordered by expiry, so the first entries are the oldest.
  const uses = new Map<string, { expiry: number; mark: string | undefined }>();
  const entry = (key: string, nonce: string) => JSON.stringify([key, nonce]);
  return {
    use(key, nonce, mark) {
      const now = clock();
      for (const [oldest, { expiry }] of uses) {
        if (expiry > now) break;
        uses.delete(oldest);
      }
      const name = entry(key, nonce);
      if ((uses.get(name)?.expiry ?? now) > now) return false;
      uses.set(name, { expiry: now + windowSeconds * 1000, mark });
      return true;
    },
    markOf: (key, nonce) => uses.get(entry(key, nonce))?.mark,
    release: (key, nonce) => void uses.delete(entry(key, nonce)),
    clear: () => uses.clear(),
  };
}

export interface NonceOptions<Caller> {
  nonces: Nonces;
  /** Returns the key and the nonce of a request, or `undefined` if there is nothing to store. */
  nonceOf: (exchange: Exchange<Caller>) => { key: string; nonce: string; mark?: string } | undefined;
  /** @param isSame - whether the earlier request had the same mark */
  refuse: (exchange: Exchange<Caller>, isSame: boolean) => Evaluation;
}

/**
 * Rejects a nonce that was used before. Run it after the signature check, so that unauthenticated callers cannot use up
 * nonces. A request that is not recorded releases its nonce, so its sender can send the same bytes again.
 */
export function nonceStep<Caller>({ nonces, nonceOf, refuse }: NonceOptions<Caller>): Check<Caller> {
  return (exchange) => {
    const used = nonceOf(exchange);
    if (used === undefined) return undefined;
    const { key, nonce, mark } = used;
    if (!nonces.use(key, nonce, mark))
      return refuse(exchange, mark !== undefined && nonces.markOf(key, nonce) === mark);
    exchange.undo = () => nonces.release(key, nonce);
    return undefined;
  };
}
