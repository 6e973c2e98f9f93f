/** Puts the signature around `fetch`, so that each request is signed when it leaves, also one that is sent again. */
import type { WireFetch } from '../http.ts';
import type { KeyRing } from './key-ring.ts';
import { signedHeaders } from './signed-headers.ts';

interface SigningOptions {
  readonly keys: KeyRing;
  readonly ip: string;
  readonly now: () => number;
}

/** A decorator of `fetch` that adds the headers of the contract and the signature over them and the bytes of the body. */
export function signing({ keys, ip, now }: SigningOptions): (fetch: WireFetch) => WireFetch {
  return (fetch) => async (url, init) => {
    const credentials = await keys.key();
    // The key may have taken its time. What was given up meanwhile must not leave.
    init.signal.throwIfAborted();
    const { method, body } = init;
    const given = Object.fromEntries(init.headers);
    const { headers } = signedHeaders({ method, url, body, headers: given, credentials, ip, now });
    return fetch(url, { ...init, headers: new Headers(headers) });
  };
}
