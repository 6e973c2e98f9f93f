/** Where a request goes by its path: to a vendor, or to the server's own pages. */
import { pointerSegments, type Vendor } from '@pushspec/contract';
import type { Express, RequestHandler } from 'express';
import type { Contract } from '../contract/contract.ts';

/** The vendor of a path: they do not share the first segment of their paths. */
export function vendorByPath(
  contracts: ReadonlyMap<Vendor, Contract>,
): (target: string) => Vendor | undefined {
  const firstSegment = (path: string) => pointerSegments(`/${path.replace(/^\/+/, '')}`)[0]?.split('?')[0];
  const byFirst = new Map(
    [...contracts].map(([vendor, { operation }]) => [firstSegment(operation.path), vendor]),
  );
  return (target) => byFirst.get(firstSegment(target));
}

/** A request target without the scheme and host that a client puts before it when it believes to talk to a proxy. */
export function originForm(target: string): string {
  const path = target.replace(/^https?:\/\/[^/?#]*/i, '');
  return path.startsWith('/') || path === target ? path : `/${path}`;
}

/** The admin API's document has the full paths, so Express must not cut off the mount path. */
export function withoutMount(app: Express): RequestHandler {
  return (request, response, next) => {
    request.url = request.originalUrl;
    app(request, response, next);
  };
}
