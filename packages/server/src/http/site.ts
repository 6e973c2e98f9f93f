/** The site: static files, and a page that says so while they are being made. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import express, { type RequestHandler } from 'express';
import { pageHeaders, referenceHeaders } from './security-headers.ts';

export interface SiteOptions {
  /** Folder of the rendered pages. */
  root: string;
  /** Whether pages are still being made. */
  isBuilding?: () => boolean;
}

/** Seconds after which the waiting page asks again. */
const RETRY_SECONDS = 2;

export function siteHandler(
  { root, isBuilding = () => false }: SiteOptions,
  /** For all files alike. @default the pages' own policies */
  fixedHeaders?: RequestHandler,
): RequestHandler {
  const files = express.static(root, { fallthrough: true });
  const otherHeaders = pageHeaders(policiesIn(root));
  return (request, response, next) => {
    const headers = fixedHeaders ?? (request.path.startsWith('/docs/') ? referenceHeaders : otherHeaders);
    headers(request, response, () => {
      files(request, response, (error: unknown) => {
        const isPage = request.method === 'GET' && /(^\/|\/)$/.test(request.path);
        if (error || !isPage || !isBuilding()) return next(error);
        response.status(503).set('retry-after', String(RETRY_SECONDS)).type('html').send(waitingPage());
      });
    });
  };
}

/** The policies that were made with the pages, read again when they have been built anew. */
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
    '<p>This page is being made and will appear in a moment. The server and the mock are up already.</p></html>\n'
  );
}
