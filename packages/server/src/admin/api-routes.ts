/** The routes that the APIs add to the admin API. */
import { vendors } from '@pushspec/contract';
import { type Express, Router } from 'express';
import type { ApiModule } from '../vendors/vendor.ts';
import type { AdminContext } from './context.ts';

export function addApiRoutes(app: Express, context: AdminContext): void {
  // A module is replaced when its configuration changes.
  const routers = new WeakMap<ApiModule, Router>();
  const routerOf = (api: ApiModule): Router => {
    const known = routers.get(api);
    if (known) return known;
    const router = Router();
    api.addAdminRoutes?.(router, context);
    routers.set(api, router);
    return router;
  };
  for (const vendor of vendors) {
    app.use(function apiRoutes(request, response, next) {
      routerOf(context.services.service(vendor))(request, response, next);
    });
  }
}
