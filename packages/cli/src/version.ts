/** Reads the version from the manifest. */
import { createRequire } from 'node:module';

interface Manifest {
  version: string;
  engines: { node: string };
}

/** Version and engines of this package. All packages have the same version. */
export const { version, engines } = createRequire(import.meta.url)('../package.json') as Manifest;
