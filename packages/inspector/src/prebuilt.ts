/** Opens the prebuilt inspector of the published package. */
import { join } from 'node:path';
import type { OpenInspector } from './open-inspector.ts';

export type { Inspector, OpenInspector, OpenOptions } from './open-inspector.ts';

/**
 * Opens the inspector, so that a server can serve it at `/inspector/`. The published package contains its files, so `build`
 * does nothing.
 *
 * @example
 * import { openInspector } from '@pushspec/inspector';
 * import { createServer } from '@pushspec/server';
 *
 * const { root } = openInspector();
 * const server = await createServer({ inspector: { root } });
 * const { url } = await server.listen({ port: 0 });
 * const page = await fetch(`${url}/inspector/`);
 * console.log(page.status, page.headers.get('content-type'));
 * await server.close();
 */
export const openInspector: OpenInspector = () => ({
  root: join(import.meta.dirname, 'app'),
  isBuilding: () => false,
  build: async () => {},
});
