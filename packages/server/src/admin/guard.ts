/** Who may use the admin API: programs of this machine and our own pages, and from elsewhere whoever has the token. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { isLoopback } from '../http/loopback.ts';
import { AdminError, HTTP } from './context.ts';
import { HEALTH } from './health.ts';

export interface GuardOptions {
  /** The host that the server listens on. */
  host: () => string;
  /** Has to be sent with every request; undefined: none is asked for. */
  token: () => string | undefined;
}

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/** `Sec-Fetch-Site` of our own pages, and of what somebody types. */
const OWN_SITES = ['same-origin', 'none'];

/** Refuses with a sentence that says which header is wrong. */
export function guard(options: GuardOptions): RequestHandler {
  return (request, response, next) => {
    const refusal = refusalOf(request, options);
    if (refusal === undefined) return next();
    if (refusal.status === HTTP.unauthorized) response.setHeader('www-authenticate', 'Bearer');
    next(refusal);
  };
}

function refusalOf(request: IncomingMessage, { host, token }: GuardOptions): AdminError | undefined {
  const { host: named, origin, 'sec-fetch-site': site } = request.headers;
  const expected = token();
  // A page whose name was rebound to this machine's address still sends its own name.
  if (!isOwnName(named, host(), expected !== undefined)) {
    return forbidden(
      'Host is not a name of this machine: use 127.0.0.1, localhost, or the address that it listens on',
    );
  }
  if (origin !== undefined && origin.toLowerCase() !== `http://${named}`.toLowerCase()) {
    return forbidden('Origin is another site: only pages of this server may call its admin API');
  }
  if (site !== undefined && !OWN_SITES.includes(String(site)) && !isNavigation(request)) {
    return forbidden(
      `Sec-Fetch-Site is ${String(site).slice(0, 20)}: only pages of this server may call its admin API; open the address in a tab of its own`,
    );
  }
  const isHealth = SAFE_METHODS.includes(request.method ?? '') && request.url === HEALTH;
  if (expected !== undefined && !isHealth && !isToken(request.headers.authorization, expected)) {
    return new AdminError(
      HTTP.unauthorized,
      'the admin API needs its token here: send `Authorization: Bearer <token>` (the server printed it when it started)',
    );
  }
  return undefined;
}

/** Whether somebody follows a link to the page itself: the site with the link does not get to read it. */
function isNavigation({ method, headers }: IncomingMessage): boolean {
  return (
    method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
  );
}

function forbidden(message: string): AdminError {
  return new AdminError(HTTP.forbidden, message);
}

/** A server that listens on all addresses cannot know its names: there the token alone decides. */
function isOwnName(named: string | undefined, listening: string, hasToken: boolean): boolean {
  const name = /^(\[[^\]]+\]|[^:]+)(?::\d{1,5})?$/.exec(named ?? '')?.[1]?.replace(/^\[|\]$/g, '');
  if (name === undefined) return false;
  if (isLoopback(name) || name.toLowerCase() === listening.toLowerCase()) return true;
  return hasToken && isEveryAddress(listening);
}

function isEveryAddress(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

function isToken(authorization: string | undefined, expected: string): boolean {
  const given = /^Bearer +(.+)$/i.exec(authorization ?? '')?.[1] ?? '';
  // Digests have one length, so that the time tells nothing about that of the token.
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
