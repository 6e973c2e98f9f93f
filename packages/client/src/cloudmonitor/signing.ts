/** Puts the signature around `fetch`, so that each request is signed when it leaves, also one that is sent again. */
import { headers, keyHeaders } from '@pushspec/contract/cloudmonitor/documented';
import type { WireFetch } from '../http.ts';
import type { KeyRing } from './key-ring.ts';
import { sign } from './sign.ts';

interface SigningOptions {
  readonly keys: KeyRing;
  readonly ip: string;
  readonly now: () => number;
}

type HeaderName = keyof typeof headers.uploadCustomEvents;

/** What the contract says of the caller type is words only, as no page of the vendor has it. */
const CALLER_TYPE = 'token';

/** A decorator of `fetch` that adds the headers of the contract and the signature over them and the bytes of the body. */
export function signing({ keys, ip, now }: SigningOptions): (fetch: WireFetch) => WireFetch {
  return (fetch) => async (url, init) => {
    const { accessKeyId, accessKeySecret, securityToken } = await keys.key();
    // The key may have taken its time. What was given up meanwhile must not leave.
    init.signal.throwIfAborted();
    const { pathname, search } = new URL(url);
    const sent = new Headers(init.headers);
    const set = (name: HeaderName, value: string) => sent.set(name, value);
    for (const [name, value] of Object.entries(headers.uploadCustomEvents)) {
      if (value === null) sent.delete(name);
      else sent.set(name, value);
    }
    set('Date', new Date(now()).toUTCString());
    set('x-cms-ip', ip);
    if (securityToken) {
      set('x-cms-caller-type', CALLER_TYPE);
      set('x-cms-security-token', securityToken);
    }
    const { authorization, contentMd5 } = sign({
      method: init.method,
      requestTarget: pathname + search,
      headers: Object.fromEntries(sent),
      body: init.body,
      accessKeyId,
      accessKeySecret,
    });
    if (contentMd5) set('Content-MD5', contentMd5);
    sent.set(keyHeaders.accessKey, authorization);
    return fetch(url, { ...init, headers: sent });
  };
}
