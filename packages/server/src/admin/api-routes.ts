/** Adds the routes that individual APIs contribute to the admin API. */
import { apiNames } from '@pushspec/contract';
import { type Express, Router } from 'express';
import type { ApiModule } from '../apis/api.ts';
import type { AdminContext } from './context.ts';

export function addApiRoutes(app: Express, context: AdminContext): void {
  // Keyed by module, because a module is replaced when its configuration changes.
  const routers = new WeakMap<ApiModule, Router>();
  const routerOf = (api: ApiModule): Router => {
    const known = routers.get(api);
    if (known) return known;
    const router = Router();
    api.addAdminRoutes?.(router, context);
    routers.set(api, router);
    return router;
  };
  for (const api of apiNames) {
    app.use(function apiRoutes(request, response, next) {
      routerOf(context.services.service(api))(request, response, next);
    });
  }
}
