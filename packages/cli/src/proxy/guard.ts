/** Decides which requests the proxy signs. A request that passes is signed with the user's key. */
import type { IncomingMessage } from 'node:http';
import { isLoopback } from '../loopback.ts';

/** A response of the proxy itself. */
export interface Refusal {
  status: number;
  message: string;
}

/** The caller closed the connection. Only the log shows it, with the status that other proxies use. */
export const CALLER_GONE: Refusal = { status: 499, message: 'the caller closed the connection' };

/** Returns why a request is refused, or `undefined` if it may pass. */
export function refusalOf({ url = '', headers }: IncomingMessage, ownUrl: string): Refusal | undefined {
  const { host, origin, 'sec-fetch-site': site } = headers;
  if (!url.startsWith('/')) return noForwardProxy(ownUrl);
  // A web page that uses DNS rebinding still sends its own host name.
  if (!isOwnHost(host)) {
    return forbidden(`Host is not the address of this proxy: send the request to ${ownUrl}`);
  }
  if (origin !== undefined && origin.toLowerCase() !== `http://${host}`.toLowerCase()) {
    return forbidden(
      'Origin is another site: web pages cannot use this proxy; other programs should omit the header',
    );
  }
  // Images and links send no Origin.
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    return forbidden('Sec-Fetch-Site is another site: web pages cannot use this proxy');
  }
  return undefined;
}

/** Returns the refusal for a request with an absolute URL or a CONNECT. */
export function noForwardProxy(ownUrl: string): Refusal {
  return {
    status: 400,
    message: `this is not a forward proxy (http_proxy or CONNECT): send plain requests to ${ownUrl} instead of the target`,
  };
}

function forbidden(message: string): Refusal {
  return { status: 403, message };
}

/** Returns whether the host is this machine. The port is ignored, because a tunnel may change it. */
function isOwnHost(host: string | undefined): boolean {
  const name = /^(\[[^\]]+\]|[^:]+)(?::\d{1,5})?$/.exec(host ?? '')?.[1];
  return name !== undefined && isLoopback(name.replace(/^\[|\]$/g, ''));
}
