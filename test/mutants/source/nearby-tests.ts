/** Finds the test files from which imports lead to a source file. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';

const root = join(import.meta.dirname, '../../..');

/** Tests that take long or need other programs. */
const LEFT_OUT = /^test\/(browser|mutants|packaging|respect|samples)\//;

/**
 * Returns test files, the likeliest to fail first: those in the folder of the file, then the facts, then others of the
 * package, then the rest; and among them those first that import the file more directly.
 */
export function nearbyTests(file: string): string[] {
  const importers = importersOf([...sourcesOf('packages'), ...sourcesOf('test')]);
  const found = new Set([file]);
  // A set is iterated in the order of insertion, also over what is added meanwhile.
  for (const each of found) for (const importer of importers.get(each) ?? []) found.add(importer);
  const tests = [...found].filter((each) => each.endsWith('.test.ts') && !LEFT_OUT.test(each));
  return tests.sort((a, b) => closeness(b, file) - closeness(a, file));
}

function closeness(test: string, file: string): number {
  if (posix.dirname(test) === posix.dirname(file)) return 3;
  if (test.startsWith('test/facts/')) return 2;
  const packageOf = (path: string) => path.split('/').slice(0, 2).join('/');
  return packageOf(test) === packageOf(file) ? 1 : 0;
}

function importersOf(files: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const exports = packageExports();
  const importers = new Map<string, string[]>();
  for (const file of files) {
    const text = readFileSync(join(root, file), 'utf8');
    for (const [, , specifier = ''] of text.matchAll(/(?:from|import|import\() ?(['"])([^'"]+)\1/g)) {
      const target = specifier.startsWith('.')
        ? posix.join(posix.dirname(file), specifier)
        : exports.get(specifier);
      if (target === undefined) continue;
      importers.set(target, [...(importers.get(target) ?? []), file]);
    }
  }
  return importers;
}

/** Maps the import names of workspace packages to their files. */
function packageExports(): ReadonlyMap<string, string> {
  const entries = readdirSync(join(root, 'packages')).flatMap((folder) => {
    const manifest = JSON.parse(readFileSync(join(root, 'packages', folder, 'package.json'), 'utf8'));
    const exports = Object.entries((manifest.exports ?? {}) as Record<string, string>);
    return exports.map(
      ([path, file]) => [posix.join(manifest.name, path), posix.join('packages', folder, file)] as const,
    );
  });
  return new Map(entries);
}

function sourcesOf(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((file) => !/\/(node_modules|dist|generated)\//.test(file));
}
