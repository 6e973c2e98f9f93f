/** Builds and packs every package into a folder, and prints how to install them in another project: `npm run pack -- DIR`. */
import { join, resolve } from 'node:path';
import { outsideEnvironment, packAll } from './pack-all.ts';
import { published, readManifest, root } from './packages.ts';

/** Quotes a path for a POSIX shell, if necessary. */
function quoted(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}

/** Returns the published packages that a package needs, starting with itself. */
function needed(name: string, found = new Set<string>()): Set<string> {
  if (found.has(name)) return found;
  found.add(name);
  const { folder = '' } = published.find((each) => each.name === name) ?? {};
  const { dependencies = {} } = readManifest(join(root, folder));
  for (const other of Object.keys(dependencies)) {
    if (published.some((each) => each.name === other)) needed(other, found);
  }
  return found;
}

/** What users install separately, in the order of the README. */
const separately = {
  '@pushspec/client': ['the client', ''],
  '@pushspec/server': ['the server', '--save-dev '],
  '@pushspec/spool-sqlite': ['the spool and the client', ''],
  '@pushspec/fleet': ['the fleet and the client', ''],
  '@pushspec/relay': ['the relay and what it needs', ''],
} as const;

/** Returns the commands to paste: one for each of these packages with those that it needs, and one for all packages. */
export function installLines(tarballs: Readonly<Record<string, string>>, folder: string): string[] {
  return [
    ...Object.entries(separately).flatMap(([name, [what, flags]]) => {
      const files = [...needed(name)].map((each) => quoted(tarballs[each] ?? ''));
      return [`# ${what}`, `npm install ${flags}${files.join(' ')}`];
    }),
    '# everything: the command line, the mock and what they need (npm only)',
    `npm install --save-dev ${quoted(folder)}/*.tgz`,
  ];
}

async function main([folder, ...rest]: readonly string[]): Promise<void> {
  if (!folder || folder.startsWith('-') || rest.length > 0) {
    throw new Error('name one folder for the tarballs: `npm run pack -- DIR`');
  }
  const started = performance.now();
  process.stderr.write(`pushspec: building ${published.length} packages\n`);
  const tarballs = await packAll(folder, outsideEnvironment());
  const seconds = Math.round((performance.now() - started) / 1000);
  const destination = resolve(folder);
  console.log(`${Object.keys(tarballs).length} packages are in ${destination} (${seconds} s).`);
  console.log(`In another project (\`pnpm add\` and \`yarn add\` accept the same files):\n`);
  console.log(installLines(tarballs, destination).join('\n'));
}

if (import.meta.main) {
  await main(process.argv.slice(2)).catch((error: Error) => {
    process.stderr.write(`pushspec: ${error.message}\n`);
    process.exitCode = 1;
  });
}
