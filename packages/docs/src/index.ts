/** Inside the repository: the pages are rendered into a cache, as their sources change. `prebuilt.ts` is what is published instead. */
import { join } from 'node:path';
import type { OpenSite } from './open-site.ts';

export type { OpenOptions, OpenSite, Site } from './open-site.ts';

export const openSite: OpenSite = ({ cache } = {}) => {
  const root = cache?.() ?? join(import.meta.dirname, '../site');
  let isBuilding = true;
  return {
    root,
    isBuilding: () => isBuilding,
    async build(signal) {
      const { buildSite } = await import('./site.ts');
      await buildSite({ outDir: root, ...(signal && { signal }) }).finally(() => {
        isBuilding = false;
      });
    },
  };
};
