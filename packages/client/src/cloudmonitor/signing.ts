/** Signs each request and retry when it is sent. */
import type { Sign } from '../transport.ts';
import type { CloudMonitorCredentials } from './credentials.ts';
import type { KeyRing } from './key-ring.ts';
import { type HeadersFor, headerSigner } from './signed-headers.ts';

interface SigningOptions {
  readonly keys: KeyRing;
  readonly ip: string;
  readonly now: () => number;
}

/** Returns a function that adds the contract's headers and the signature. */
export function signing({ keys, ip, now }: SigningOptions): Sign {
  /** The keys are the headers of requests. All requests of a reporter have the same headers object. */
  const signers = new WeakMap<object, { credentials: CloudMonitorCredentials; headersFor: HeadersFor }>();
  return async ({ url, method, headers, body }) => {
    const credentials = await keys.key();
    let signer = signers.get(headers);
    if (signer?.credentials !== credentials) {
      signer = { credentials, headersFor: headerSigner({ url, method, headers, credentials, ip, now }) };
      signers.set(headers, signer);
    }
    return signer.headersFor(body);
  };
}
