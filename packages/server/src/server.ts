/** The reference server: all vendors on one port, the admin API and the site beside them. */
import { createRequire } from 'node:module';
import { setImmediate as turn } from 'node:timers/promises';
import express, { type Express, type Router } from 'express';
import type { GuardOptions } from './admin/guard.ts';
import { adminApp } from './admin/router.ts';
import { checkedFilter } from './checked-options.ts';
import { type ControlRoom, createControlRoom } from './control-room.ts';
import { endBadConnections } from './http/connections.ts';
import { createExpressServer, routed } from './http/express-server.ts';
import { createInMemoryFetch } from './http/in-memory-fetch.ts';
import { createPort, type Port } from './http/listening.ts';
import { withoutMount } from './http/paths.ts';
import { inspectorHeaders } from './http/security-headers.ts';
import { siteHandler } from './http/site.ts';
import { httpOptions, limitConnections, withinLimits } from './http/traffic.ts';
import type { MountableRouter, PushServer, ServerOptions } from './server-options.ts';
import { listRecords } from './store/read-verdict.ts';
import type { Filter } from './store/store.ts';
import { waitForVerdict } from './store/wait-for.ts';

const { version } = createRequire(import.meta.url)('../package.json') as { version: string };

/**
 * Makes a server. Rejects with a ConfigError, with a TypeError that names an option of another type,
 * and when a contract is missing or broken or the store cannot be opened.
 */
export async function createServer(options: ServerOptions = {}): Promise<PushServer> {
  const room = await createControlRoom(options);
  const { limits = {}, adminToken } = options;
  const app = express();
  const http = createExpressServer(httpOptions, app);
  const port = createPort(http, room.services.config, adminToken);
  addPages(app, room, port, options);
  const router = apis(room);
  http.on('request', withinLimits(limits, routed(router, app, room.onError)));
  limitConnections(http, limits);
  endBadConnections(http);
  const requests = async (filter: Filter = {}) =>
    (await listRecords(room.store, { limit: 10_000, ...checkedFilter(filter) }, room.verdicts.rows))
      .map(room.verdicts.whole)
      .reverse();
  return {
    listen: port.open,
    // Express's own type asks for its request, which it makes of any other while it routes.
    router: router as unknown as MountableRouter,
    fetch: createInMemoryFetch(http, () => room.closing.aborted),
    close: once(async (closing) => {
      // Readers hear of a record one turn after its response has gone out.
      await turn();
      room.stop();
      await port.close(closing).finally(room.close);
    }),
    requests,
    waitFor: (predicate, waiting) => waitForVerdict({ ...room, past: requests }, predicate, waiting),
    reset: room.reset,
    fail: room.addFault,
    clock: room.clock,
    configure: room.configure,
  };
}

function once(close: PushServer['close']): PushServer['close'] {
  let closed: Promise<void> | undefined;
  return (options) => {
    closed ??= close(options);
    return closed;
  };
}

/** The APIs' routers in one. Each request finds the router with the current configuration. */
function apis({ services, vendorOf }: ControlRoom): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  router.use(function api(request, response, next) {
    const vendor = vendorOf(request.url);
    if (vendor === undefined) next();
    else services.router(vendor)(request, response, next);
  });
  return router;
}

function addPages(app: Express, room: ControlRoom, port: Port, { site, inspector }: ServerOptions): void {
  const guard: GuardOptions = { host: port.host, token: port.adminToken };
  app.disable('x-powered-by');
  app.use('/__admin', withoutMount(adminApp({ ...room, version, ownUrl: port.ownUrl }, guard)));
  if (inspector) app.use('/inspector', siteHandler(inspector, inspectorHeaders));
  if (site) app.use(siteHandler(site));
  app.use((_, response) => {
    response
      .status(404)
      .type('text/plain')
      .send("Nothing is served here. The vendors' paths are in the docs at /.\n");
  });
}
