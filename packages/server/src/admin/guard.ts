/** Restricts the admin API to local programs, to pages of this server, and to remote callers with the token. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { isLoopback } from '../http/loopback.ts';
import { AdminError, HTTP } from './context.ts';
import { HEALTH } from './health.ts';

/** Determines who may use the admin API. */
export interface GuardOptions {
  /** The host that the server listens on. */
  host: () => string;
  /** Token required with every request, or `undefined` if none is required. */
  token: () => string | undefined;
}

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/** `Sec-Fetch-Site` of pages of this server, and of addresses that a user types. */
const OWN_SITES = ['same-origin', 'none'];

/** Returns the middleware that rejects other callers. Its message names the wrong header. */
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
  // After DNS rebinding, a page still sends its own host name.
  if (!isOwnHost(named, host(), expected !== undefined)) {
    return forbidden(
      'Host is not a name of this machine: use 127.0.0.1, localhost, or the address that the server listens on',
    );
  }
  if (origin !== undefined && origin.toLowerCase() !== `http://${named}`.toLowerCase()) {
    return forbidden('Origin is another site: only pages of this server may call its admin API');
  }
  if (site !== undefined && !OWN_SITES.includes(String(site)) && !isNavigation(request)) {
    return forbidden(
      `Sec-Fetch-Site is ${String(site).slice(0, 20)}: only pages of this server may call its admin API; open the address in a new tab`,
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

/** Whether the user follows a link to this page. The linking site cannot read the response. */
function isNavigation({ method, headers }: IncomingMessage): boolean {
  return (
    method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
  );
}

function forbidden(message: string): AdminError {
  return new AdminError(HTTP.forbidden, message);
}

/** A server that listens on all addresses does not know its own names, so only the token is checked. */
function isOwnHost(host: string | undefined, listening: string, hasToken: boolean): boolean {
  const name = /^(\[[^\]]+\]|[^:]+)(?::\d{1,5})?$/.exec(host ?? '')?.[1]?.replace(/^\[|\]$/g, '');
  if (name === undefined) return false;
  if (isLoopback(name) || name.toLowerCase() === listening.toLowerCase()) return true;
  return hasToken && isWildcard(listening);
}

function isWildcard(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

function isToken(authorization: string | undefined, expected: string): boolean {
  const given = /^Bearer +(.+)$/i.exec(authorization ?? '')?.[1] ?? '';
  // Digests have a fixed length, so timing does not reveal the length of the token.
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(value: string): Buffer {
  return createHash('sha256').update(value).digest();
}
