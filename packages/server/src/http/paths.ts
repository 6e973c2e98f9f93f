/** Normalizes request targets and the paths of the server's own pages. */
import type { Express, RequestHandler } from 'express';

/** Returns a request target without scheme and host, which a client sends if it uses the server as a proxy. */
export function originForm(target: string): string {
  if (target.startsWith('/')) return target;
  const path = target.replace(/^https?:\/\/[^/?#]*/i, '');
  return path.startsWith('/') || path === target ? path : `/${path}`;
}

/** Mounts an app without removing the mount path, because the admin API's document has full paths. */
export function withoutMount(app: Express): RequestHandler {
  return (request, response, next) => {
    request.url = request.originalUrl;
    app(request, response, next);
  };
}

/**
 * Returns a path as Go's routers match it: with percent-encodings decoded, or as it is if they are invalid.
 * `/v2%2Fpush/` becomes `/v2/push/`.
 */
export function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Removes empty segments, `.` and `..` from a path, as Go's routers do. A trailing slash stays. */
export function cleanPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  const cleaned = `/${segments.join('/')}`;
  return path.endsWith('/') && cleaned !== '/' ? `${cleaned}/` : cleaned;
}
