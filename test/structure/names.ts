/** Finds names of contract extensions and APIs in files that must not use them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, type SourceFile, without } from './source-file.ts';

/** Files that may name extensions: the reader, lint, the contract diff, and the independent judge of the conformance suite. */
const EXTENSION_READERS = /^packages\/(contract\/src\/(model|lint|diff)|conformance\/src\/contract)\//;

/** Returns lines of code that name a contract extension outside its readers, as `path:line`. */
export function extensionNamesIn(files: readonly SourceFile[]): string[] {
  const named = new RegExp(`\\b(${extensionNames().join('|')})\\b(?!-)`);
  return files
    .filter(({ path }) => !EXTENSION_READERS.test(path))
    .flatMap(({ path, code }) =>
      code.split('\n').flatMap((line, index) => (named.test(line) ? [`${path}:${index + 1}`] : [])),
    );
}

/** Returns the extensions in `spec/extensions.schema.json`. */
function extensionNames(): string[] {
  const names = new Set<string>();
  const collect = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [name, child] of Object.entries(node)) {
      if (name.startsWith('x-')) names.add(name);
      collect(child);
    }
  };
  collect(JSON.parse(readFileSync(join(root, 'spec/extensions.schema.json'), 'utf8')));
  return [...names];
}

/** Files that list the APIs of a package or of an entry, where no folder `apis` has it. */
const API_REGISTRIES = [
  'packages/client/src/reporter/index.ts',
  'packages/client/src/testing/index.ts',
  'packages/contract/src/config/config.ts',
  'packages/doctor/src/index.ts',
];

/** Files with translations, and programs on pages. */
const TRANSLATIONS_AND_SAMPLES =
  /^packages\/inspector\/src\/app\/strings\/|^packages\/docs\/src\/pages\/(.*-labels|topics\/(.*-strings\.zh|[^/]+\/samples\/.*))\.ts$/;

/** Returns files that name an API in code but belong to no API and are no registry. Command-line help is not code. */
export function filesNamingApis(files: readonly SourceFile[], apis: readonly string[]): string[] {
  const names = new RegExp(apis.join('|'), 'i');
  const own = new RegExp(`/(apis/|(${apis.join('|')})[./])`);
  return files
    .filter(
      ({ path }) => !own.test(path) && !TRANSLATIONS_AND_SAMPLES.test(path) && !API_REGISTRIES.includes(path),
    )
    .filter(({ code, help }) => names.test(without(code, help)))
    .map(({ path }) => path);
}
