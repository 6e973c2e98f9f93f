/** What is published: the pages are in the package, and nothing that renders them is needed. */
import { join } from 'node:path';
import type { OpenSite } from './open-site.ts';

export type { OpenOptions, OpenSite, Site } from './open-site.ts';

/** `npm run build` puts the pages beside the built file. */
export const openSite: OpenSite = () => ({
  root: join(import.meta.dirname, 'site'),
  isBuilding: () => false,
  build: async () => {},
});
