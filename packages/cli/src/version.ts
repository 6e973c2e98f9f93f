import { createRequire } from 'node:module';

interface Manifest {
  version: string;
  engines: { node: string };
}

/** All packages have the same version. */
export const { version, engines } = createRequire(import.meta.url)('../package.json') as Manifest;
