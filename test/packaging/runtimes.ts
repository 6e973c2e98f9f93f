/** The other runtimes, bundlers and test runners that the client is used with, at pinned versions. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inject, type TestContext } from 'vitest';

const { runtimes, scratch } = inject('packed');
const { resolve } = createRequire(join(scratch, 'runtimes/package.json'));

/** Returns the path of a file of a package. Skips the test with a reason if the packages are not installed. */
export function fileOf(name: string, file: string, context: TestContext): string {
  requireRuntimes(context);
  return join(dirname(resolve(`${name}/package.json`)), file);
}

function requireRuntimes(context: TestContext): void {
  if (runtimes !== undefined) context.skip(runtimes);
}

/** Imports a package. */
export async function importOf(name: string, context: TestContext) {
  requireRuntimes(context);
  return import(pathToFileURL(resolve(name)).href);
}

/** Returns the program of a package that has one for each platform. Skips the test if there is none for this platform. */
export function platformProgram(name: string, file: string, context: TestContext): string {
  const manifest = fileOf(name, 'package.json', context);
  const own = createRequire(manifest);
  const { optionalDependencies, version } = own(manifest);
  for (const platform of Object.keys(optionalDependencies)) {
    try {
      const path = join(dirname(own.resolve(`${platform}/package.json`)), file);
      if (existsSync(path)) return path;
    } catch {
      // The package is for another platform.
    }
  }
  return context.skip(`${name} ${version} has no program for ${process.platform}-${process.arch}`);
}
