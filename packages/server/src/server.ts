/** The reference server: all vendors on one port, together with the admin API and the site. */
import { createRequire } from 'node:module';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Config, developmentConfig, developmentCredentialsIn } from '@pushspec/contract';
import { type NodeRequirement, requireNode } from '@pushspec/contract/node-version';
import express, { type Express } from 'express';
import type { GuardOptions } from './admin/guard.ts';
import { adminApp } from './admin/router.ts';
import { checkedId } from './checked-options.ts';
import { createExpressServer, endBadConnections, routed } from './http/express-server.ts';
import { frontPage } from './http/front-page.ts';
import { createInMemoryFetch } from './http/in-memory-fetch.ts';
import { createPort, type Port } from './http/listening.ts';
import { withoutMount } from './http/paths.ts';
import { inspectorHandler, siteHandler } from './http/site.ts';
import { httpOptions, limitConnections, withinLimits } from './http/traffic.ts';
import { realmRouter } from './pipeline/realm-router.ts';
import { createRuntime, type Runtime } from './runtime.ts';
import { createSandboxHandle } from './sandboxes/handle.ts';
import type { MountableRouter, PushServer, ServerOptions } from './server-options.ts';
import { shownMessages, withRequest } from './store/received.ts';
import { requestLister } from './store/request-lister.ts';
import type { StoredRecord } from './store/store.ts';
import { waitForVerdict } from './store/wait-for.ts';

/** The `package.json` of this package. */
const manifest = createRequire(import.meta.url)('../package.json') as NodeRequirement & {
  version: string;
};

/**
 * Creates a server. It does not listen on a port until `listen()` is called. Close it with `close()`.
 *
 * Rejects with a ConfigError for an invalid configuration, with a TypeError that names an invalid option, with a
 * StoreError if the store cannot be opened, or with an Error if Node is too old or a contract is missing or broken.
 */
export async function createServer(options: ServerOptions = {}): Promise<PushServer> {
  requireNode(manifest);
  const runtime = await createRuntime(options);
  const { limits = {}, adminToken } = options;
  const app = express();
  const http = createExpressServer(httpOptions, app);
  const port = createPort(http, runtime.services.config, adminToken);
  addPages(app, runtime, port, options);
  const router = realmRouter(runtime);
  http.on('request', withinLimits(limits, runtime.apiOf, routed(router, app, runtime.onError)));
  limitConnections(http, limits);
  endBadConnections(http);
  const received = (record: StoredRecord) => withRequest(runtime, record, runtime.verdicts.whole(record));
  const requests = requestLister({ ...runtime, received });
  return {
    listen: port.open,
    // Express's type requires its own request, but at run time it accepts Node's.
    router: router as unknown as MountableRouter,
    fetch: createInMemoryFetch(http, () => runtime.closing.aborted),
    close: once(async (closing) => {
      // Record events fire one turn after the response is sent.
      await nextTurn();
      runtime.stop();
      await port.close(closing).finally(runtime.close);
    }),
    requests,
    async request(id) {
      const record = await runtime.store.get(checkedId(id));
      if (record) return shownMessages(runtime, record).request;
      throw new Error(`no request has the id ${id}: \`await server.requests()\` lists those that are kept`);
    },
    waitFor: (predicate, waiting) =>
      waitForVerdict({ ...runtime, received, past: requests }, predicate, waiting),
    reset: runtime.reset,
    fail: runtime.addFault,
    clock: runtime.clock,
    configure: runtime.configure,
    sandbox: async (options) => createSandboxHandle(runtime, await runtime.sandboxes.open(options)),
  };
}

function once(close: PushServer['close']): PushServer['close'] {
  let closed: Promise<void> | undefined;
  return (options) => {
    closed ??= close(options);
    return closed;
  };
}

/** Whether all credentials are the public development credentials. */
function hasDevelopmentCredentials(config: Config): boolean {
  return developmentCredentialsIn(config).length === developmentCredentialsIn(developmentConfig).length;
}

function addPages(app: Express, runtime: Runtime, port: Port, { site, inspector }: ServerOptions): void {
  const { version } = manifest;
  const contracts = runtime.contracts.values();
  const guard: GuardOptions = { host: port.host, token: port.adminToken };
  app.disable('x-powered-by');
  const context = { ...runtime, version, hasSite: site !== undefined, ownUrl: port.ownUrl };
  app.use('/__admin', withoutMount(adminApp(context, guard)));
  if (inspector) app.use('/inspector', inspectorHandler(inspector));
  app.use(
    site
      ? siteHandler(site, { isLocal: () => hasDevelopmentCredentials(runtime.services.config()) })
      : frontPage({ contracts, version, hasInspector: inspector !== undefined }),
  );
  app.use((_, response) => {
    response.status(404).type('text/plain').send('Nothing is served here. GET / lists what is.\n');
  });
}
