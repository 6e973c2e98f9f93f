/** Reads the version from the manifest. */
import { createRequire } from 'node:module';

interface Manifest {
  version: string;
  engines: { node: string };
}

/** Version and engines of this package. All packages have the same version. */
export const { version, engines } = createRequire(import.meta.url)('../package.json') as Manifest;

/** How users start the command line. In a clone, `npx` would look for the package in the registry. */
export const COMMAND = import.meta.url.endsWith('.ts') ? 'npm run -s pushspec --' : 'npx pushspec';
