/** Routes each request to the router of its API, in the realm that the request belongs to. */

import type { ApiName } from '@pushspec/contract';
import { type NextFunction, type Request, type Response, Router } from 'express';
import type { ApiOf } from '../http/api-of.ts';
import { isMounted } from '../http/express-server.ts';
import type { Realm } from '../realm.ts';
import type { Sandboxes } from '../sandboxes/sandboxes.ts';
import { setReceivedAt, stateOf } from './request-state.ts';

export interface RealmRouterOptions {
  apiOf: ApiOf;
  /** The realm of requests outside of sandboxes. */
  main: Realm;
  sandboxes: Pick<Sandboxes, 'isEmpty' | 'realmOf'>;
}

/** Creates the router of all APIs and realms. */
export function realmRouter({ apiOf, main, sandboxes }: RealmRouterOptions): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const route = (api: ApiName, request: Request, response: Response, next: NextFunction) => {
    const realm = sandboxes.realmOf(api, stateOf(request).exchange);
    if (realm) setReceivedAt(request, realm.clock.now());
    (realm ?? main).services.router(api)(request, response, next);
  };
  router.use(function api(request, response, next) {
    const { method, url: target, headers } = request;
    const api = apiOf({ method, target, headers, isMounted: isMounted(request) });
    if (api === undefined) return next();
    const { services } = main;
    if (sandboxes.isEmpty()) return services.router(api)(request, response, next);
    // The body may identify the sandbox, so it must arrive first.
    services.receive(api)(request, response, (error?: unknown) => {
      if (error !== undefined) return next(error);
      try {
        route(api, request, response, next);
      } catch (failure) {
        next(failure);
      }
    });
  });
  return router;
}
