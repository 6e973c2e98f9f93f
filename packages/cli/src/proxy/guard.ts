/** Which requests are let through to be signed. Whoever gets through has a request signed with somebody's key. */
import type { IncomingMessage } from 'node:http';
import { isLoopback } from '../loopback.ts';

export interface Refusal {
  status: number;
  message: string;
}

/** Only the log shows it; the status is the one that other proxies log. */
export const CALLER_GONE: Refusal = { status: 499, message: 'the caller has gone' };

/** Undefined for a request that may pass; the sentence says which header is wrong and what to do. */
export function refusalOf({ url = '', headers }: IncomingMessage, ownUrl: string): Refusal | undefined {
  const { host, origin, 'sec-fetch-site': site } = headers;
  if (!url.startsWith('/')) return noForwardProxy(ownUrl);
  // A page whose name was rebound to this machine's address still sends its own name.
  if (!isOwnName(host)) {
    return forbidden(`Host is not the address of this proxy: send the request to ${ownUrl}`);
  }
  if (origin !== undefined && origin.toLowerCase() !== `http://${host}`.toLowerCase()) {
    return forbidden('Origin is another site: web pages get nothing signed here, so leave the header out');
  }
  // A page may load an image or follow a link without an Origin.
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    return forbidden('Sec-Fetch-Site is another site: web pages get nothing signed here');
  }
  return undefined;
}

/** For a request whose target is a whole address, or a tunnel. */
export function noForwardProxy(ownUrl: string): Refusal {
  return {
    status: 400,
    message: `this is no proxy for http_proxy or CONNECT: send plain requests to ${ownUrl} in place of the target`,
  };
}

function forbidden(message: string): Refusal {
  return { status: 403, message };
}

/** The port is not compared, as a tunnel may change it. */
function isOwnName(host: string | undefined): boolean {
  const name = /^(\[[^\]]+\]|[^:]+)(?::\d{1,5})?$/.exec(host ?? '')?.[1];
  return name !== undefined && isLoopback(name.replace(/^\[|\]$/g, ''));
}
