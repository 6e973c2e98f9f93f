/** Serves the site and the inspector: static files, and a waiting page while the site is built. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LOCAL_FOLDER, LOCAL_SERVER } from '@pushspec/contract';
import express, { type Request, type RequestHandler } from 'express';
import { inspectorHeaders, pageHeaders, referenceHeaders } from './security-headers.ts';

/** Rendered pages to serve. */
export interface SiteOptions {
  /** Folder of the rendered pages. */
  root: string;
  /** Whether pages are still being built. Missing ones then get a page that reloads. @default false */
  isBuilding?: () => boolean;
}

export interface PageOptions {
  /** Headers of all files. @default the pages' own policies */
  fixedHeaders?: RequestHandler;
  /** Whether the server uses the development credentials, which pages may then show. */
  isLocal?: () => boolean;
}

/** Matches a host that is safe to write into a page. */
const PLAIN_HOST = /^([\w.-]+|\[[\da-f:]+\])(:\d+)?$/i;

/** Seconds after which the waiting page reloads. */
const RETRY_SECONDS = 2;

/** Returns the handler that serves the files of a folder. */
export function siteHandler(
  { root, isBuilding = () => false }: SiteOptions,
  { fixedHeaders, isLocal = () => false }: PageOptions = {},
): RequestHandler {
  const files = express.static(root, { fallthrough: true });
  const otherHeaders = pageHeaders(policiesIn(root));
  return (request, response, next) => {
    const headers = fixedHeaders ?? (request.path.startsWith('/docs/') ? referenceHeaders : otherHeaders);
    headers(request, response, () => {
      const local = isLocal() ? localPage(root, request) : undefined;
      if (local !== undefined) return response.type('html').send(local);
      files(request, response, (error: unknown) => {
        const isPage = request.method === 'GET' && /(^\/|\/)$/.test(request.path);
        if (error || !isPage || !isBuilding()) return next(error);
        response.status(503).set('retry-after', String(RETRY_SECONDS)).type('html').send(waitingPage());
      });
    });
  };
}

/**
 * Returns the variant of a page for a server with development credentials, if there is one. Its samples send to the
 * address that the reader has opened.
 */
function localPage(root: string, request: Request): string | undefined {
  if (!isRead(request) || !request.path.endsWith('/') || request.path.includes('..')) return undefined;
  const file = join(root, LOCAL_FOLDER, request.path, 'index.html');
  if (!existsSync(file)) return undefined;
  const host = request.get('host') ?? '';
  const page = readFileSync(file, 'utf8');
  return PLAIN_HOST.test(host) ? page.replaceAll(LOCAL_SERVER, `${request.protocol}://${host}`) : page;
}

const isRead = ({ method }: Request) => method === 'GET' || method === 'HEAD';

/** Returns the policies generated with the pages. They are read again after a rebuild. */
function policiesIn(root: string): (path: string) => string | undefined {
  const file = join(root, 'policies.json');
  let readAt = 0;
  let policies = new Map<string, string>();
  return (path) => {
    const changedAt = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
    if (changedAt !== undefined && changedAt !== readAt) {
      policies = new Map(Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>));
      readAt = changedAt;
    }
    return policies.get(path.endsWith('/') ? `${path}index.html` : path);
  };
}

function waitingPage(): string {
  return (
    '<!doctype html><html lang="en"><meta charset="utf-8">' +
    `<meta http-equiv="refresh" content="${RETRY_SECONDS}"><title>pushspec</title>` +
    '<p>This page is being built and will appear in a moment. The server and the mock are already running.</p></html>\n'
  );
}

/** Matches the extension of a file. Views and ids have none. */
const FILE = /\.[a-z]+$/;

/** Serves the files of the inspector, and its page at the path of every view, so that links to a request work. */
export function inspectorHandler(options: SiteOptions): RequestHandler {
  const files = siteHandler(options, { fixedHeaders: inspectorHeaders });
  return (request, response, next) => {
    if (!FILE.test(request.path)) request.url = '/';
    files(request, response, next);
  };
}
