/** Opens the prebuilt site of the published package. */
import { join } from 'node:path';
import type { OpenSite } from './open-site.ts';

export type { OpenOptions, OpenSite, Site } from './open-site.ts';

/**
 * Opens the documentation site, so that a server can serve it. The published package contains the built pages, so
 * `build` does nothing.
 *
 * @example
 * import { openSite } from '@pushspec/docs';
 * import { createServer } from '@pushspec/server';
 *
 * const server = await createServer({ site: openSite() });
 * const { url } = await server.listen({ port: 0 });
 * for (const path of ['/', '/guance/', '/zh/guance/reasons/', '/docs/guance/en/']) {
 *   const page = await (await fetch(`${url}${path}`)).text();
 *   console.log(path, /<html[^>]* lang="([^"]+)"/.exec(page)[1]);
 * }
 * await server.close();
 */
export const openSite: OpenSite = () => ({
  root: join(import.meta.dirname, 'site'),
  isBuilding: () => false,
  build: async () => {},
});
