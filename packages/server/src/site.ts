/** The site: static files, and a page that says so while they are being made. */
import express, { type RequestHandler } from 'express';
import { siteHeaders } from './security-headers.ts';

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
  headers = siteHeaders,
): RequestHandler {
  const files = express.static(root, { fallthrough: true });
  return (request, response, next) => {
    headers(request, response, () => {
      files(request, response, (error: unknown) => {
        const isPage = request.method === 'GET' && /(^\/|\/)$/.test(request.path);
        if (error || !isPage || !isBuilding()) return next(error);
        response.status(503).set('retry-after', String(RETRY_SECONDS)).type('html').send(waitingPage());
      });
    });
  };
}

function waitingPage(): string {
  return (
    '<!doctype html><html lang="en"><meta charset="utf-8">' +
    `<meta http-equiv="refresh" content="${RETRY_SECONDS}"><title>pushspec</title>` +
    '<p>This page is being made and will appear in a moment. The server and the mock are up already.</p></html>\n'
  );
}
