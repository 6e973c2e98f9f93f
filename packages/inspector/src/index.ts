/** Opens the inspector inside the repository and builds it from sources. The published package uses `prebuilt.ts`. */
import { join } from 'node:path';
import type { OpenInspector } from './open-inspector.ts';

export type { Inspector, OpenInspector, OpenOptions } from './open-inspector.ts';

/** Opens the inspector and builds its files when `build` is called. */
export const openInspector: OpenInspector = ({ cache } = {}) => {
  const root = cache?.() ?? join(import.meta.dirname, '../app');
  let isBuilding = true;
  return {
    root,
    isBuilding: () => isBuilding,
    async build() {
      const { buildApp } = await import('./build.ts');
      await buildApp({ outDir: root }).finally(() => {
        isBuilding = false;
      });
    },
  };
};
