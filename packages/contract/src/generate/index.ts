/** Generates everything that is made from spec/, and writes it or compares it with what is committed. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { type Language, type Profile, profiles } from '../bundle.ts';
import type { OpenApiDocument } from '../document.ts';
import { combined, translationOf } from '../translation.ts';
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
  const documentOf = (vendor: string, profile: Profile, language: Language = 'en') => {
    const found = bundles.find(
      (bundle) => bundle.vendor === vendor && bundle.profile === profile && bundle.language === language,
    );
    return found?.document as OpenApiDocument;
  };
  for (const { vendor } of readVendors()) {
    for (const profile of profiles) {
      files.set(`${BUNDLES}/${vendor}/${profile}.en.json`, json(documentOf(vendor, profile)));
    }
    const translated = (profile: Profile) =>
      translationOf(documentOf(vendor, profile), documentOf(vendor, profile, 'zh'));
    files.set(
      `${BUNDLES}/${vendor}/zh.json`,
      json(combined(translated('documented'), translated('receiver'))),
    );
    const documented = documentOf(vendor, 'documented');
    const sources = await sourceFiles({ documented, receiver: documentOf(vendor, 'receiver') });
    for (const [name, text] of Object.entries({ ...sources, ...itemFiles(documented) })) {
      files.set(`${SOURCES}/${vendor}/${name}`, text);
    }
  }
  const english = bundles.filter(({ language }) => language === 'en');
  for (const [file, text] of readmesWithLimits(english)) files.set(file, text);
  return files;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
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
