import { createRequire } from 'node:module';

/** All packages have the same version. */
export const { version } = createRequire(import.meta.url)('../package.json') as { version: string };
