/** Generates everything that is made from spec/, and writes it or compares it with what is committed. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { makeBundles } from './bundles.ts';
import { itemFiles } from './item-files.ts';
import { readmesWithLimits } from './readme-limits.ts';
import { sourceFiles, vendorsFile } from './types.ts';
import { readVendors, root } from './vendors.ts';

const BUNDLES = 'packages/contract/bundles';
const SOURCES = 'packages/contract/src/generated';

/** All generated files: path relative to the root, to content. */
export async function generatedFiles(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  files.set(`${SOURCES}/vendors.ts`, vendorsFile(readVendors().map(({ vendor }) => vendor)));
  const bundles = await makeBundles();
  for (const { vendor, profile, language, document } of bundles) {
    files.set(`${BUNDLES}/${vendor}/${profile}.${language}.json`, `${JSON.stringify(document, null, 2)}\n`);
    if (language !== 'en') continue;
    for (const [name, text] of Object.entries(await sourceFiles(document))) {
      files.set(`${SOURCES}/${vendor}/${profile}/${name}`, text);
    }
    // The clients go by what the vendor documents.
    if (profile !== 'documented') continue;
    for (const [name, text] of Object.entries(itemFiles(document))) {
      files.set(`${SOURCES}/${vendor}/${profile}/${name}`, text);
    }
  }
  const english = bundles.filter(({ language }) => language === 'en');
  for (const [file, text] of readmesWithLimits(english)) files.set(file, text);
  return files;
}

/** Paths of what differs between the generated files and the folder: changed, missing or no longer generated. */
export function drift(files: ReadonlyMap<string, string>): string[] {
  const changed = [...files].filter(([file, text]) => committed(file) !== text).map(([file]) => file);
  const stale = [BUNDLES, SOURCES].flatMap(filesBelow).filter((file) => !files.has(file));
  return [...changed, ...stale].sort();
}

/** Writes what differs and removes what is no longer generated. Returns the paths. */
export function write(files: ReadonlyMap<string, string>): string[] {
  const paths = drift(files);
  for (const path of paths) {
    const text = files.get(path);
    const file = join(root, path);
    if (text === undefined) {
      rmSync(file);
    } else {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }
  return paths;
}

function committed(file: string): string | undefined {
  try {
    // A checkout on Windows may have turned the line ends.
    return readFileSync(join(root, file), 'utf8').replaceAll('\r\n', '\n');
  } catch {
    return undefined;
  }
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
  } catch {
    return [];
  }
}
