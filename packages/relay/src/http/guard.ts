/** Lets only programs on this machine, or programs with the token, use a relay. */
import type { IncomingMessage } from 'node:http';
import { safeEqual } from '@pushspec/contract';

/** The token header for programs whose `Authorization` header contains a signature for the vendor. */
export const TOKEN_HEADER = 'x-pushspec-token';

/** A refusal by the relay itself. */
export interface GuardRefusal {
  readonly status: 401 | 403;
  readonly message: string;
}

/** Returns why a request is refused, or `undefined` if it may pass. */
export function refusalOf({ headers }: IncomingMessage, token: string | undefined): GuardRefusal | undefined {
  if (token !== undefined) {
    const bearer = /^Bearer +(.+)$/i.exec(headers.authorization ?? '')?.[1];
    const given = [headers[TOKEN_HEADER], bearer].some((value) => safeEqual(String(value ?? ''), token));
    if (given) return undefined;
    const message = `the token of the relay is missing or wrong: send \`Authorization: Bearer TOKEN\`, or \`${TOKEN_HEADER}: TOKEN\` if the vendor's signature is in Authorization`;
    return { status: 401, message };
  }
  const { host, origin, 'sec-fetch-site': site } = headers;
  // A web page that uses DNS rebinding still sends its own host name.
  if (!isOwnHost(host))
    return forbidden('Host is not this machine: use 127.0.0.1 or localhost, or start the relay with a token');
  if (origin !== undefined && origin.toLowerCase() !== `http://${host}`.toLowerCase())
    return forbidden('Origin is another site: web pages cannot use this relay');
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    return forbidden('Sec-Fetch-Site is another site: web pages cannot use this relay');
  return undefined;
}

function forbidden(message: string): GuardRefusal {
  return { status: 403, message };
}

/** Returns whether the host is this machine. The port is ignored, because a tunnel may change it. */
function isOwnHost(host: string | undefined): boolean {
  const name = /^(\[[^\]]+\]|[^:]+)(?::\d{1,5})?$/.exec(host ?? '')?.[1];
  return name !== undefined && isLoopback(name.replace(/^\[|\]$/g, ''));
}

/** Returns whether a host name or an address without brackets always means this machine. */
export function isLoopback(host: string): boolean {
  return host.toLowerCase() === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
