/** Inside the repository: the files are built from their sources. `prebuilt.ts` is what is published instead. */
import { join } from 'node:path';
import type { OpenInspector } from './open-inspector.ts';

export type { Inspector, OpenInspector, OpenOptions } from './open-inspector.ts';

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
