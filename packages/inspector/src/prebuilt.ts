/** What is published: the files are in the package, and nothing that builds them is needed. */
import { join } from 'node:path';
import type { OpenInspector } from './open-inspector.ts';

export type { Inspector, OpenInspector, OpenOptions } from './open-inspector.ts';

/** `npm run build` puts the files beside the built one. */
export const openInspector: OpenInspector = () => ({
  root: join(import.meta.dirname, 'app'),
  isBuilding: () => false,
  build: async () => {},
});
