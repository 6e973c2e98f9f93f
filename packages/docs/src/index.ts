/** Opens the documentation site inside the repository and builds its pages into a cache. The published package uses `prebuilt.ts`. */
import { join } from 'node:path';
import type { OpenSite } from './open-site.ts';

export type { OpenOptions, OpenSite, Site } from './open-site.ts';

/** Opens the documentation site and builds its pages when `build` is called. */
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
