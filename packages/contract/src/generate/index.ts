/** Generates everything that comes from spec/, and writes it or compares it with the committed files. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { type Language, languages, type Profile, profiles } from '../bundle.ts';
import { joinChineseLines } from '../chinese-lines.ts';
import { settingSchemas } from '../config/config.ts';
import type { OpenApiDocument } from '../document.ts';
import { shortTitleOf } from '../model/read-contract.ts';
import { combined, type Translation, translationOf } from '../translation.ts';
import { adminDocumentWith } from './admin-document.ts';
import { readApis, root } from './apis.ts';
import { makeBundles } from './bundles.ts';
import { itemFiles } from './item-files.ts';
import { apisFile, sourceFiles } from './types.ts';

const BUNDLES = 'packages/contract/bundles';
const SOURCES = 'packages/contract/src/generated';

/** Returns all generated files: path relative to the root, to content. */
export async function generatedFiles(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const names = readApis().map(({ api }) => api);
  for (const [file, content] of adminDocumentWith({ apis: names, settings: settingSchemas() }))
    files.set(file, content);
  const bundles = await makeBundles();
  const documentOf = (api: string, profile: Profile, language: Language = 'en') => {
    const found = bundles.find(
      (bundle) => bundle.api === api && bundle.profile === profile && bundle.language === language,
    );
    return found?.document as OpenApiDocument;
  };
  const titlesOf = (api: string) =>
    Object.fromEntries(languages.map((name) => [name, shortTitleOf(documentOf(api, 'documented', name))]));
  files.set(`${SOURCES}/apis.ts`, apisFile(Object.fromEntries(names.map((api) => [api, titlesOf(api)]))));
  for (const { api } of readApis()) {
    for (const profile of profiles) {
      files.set(`${BUNDLES}/${api}/${profile}.en.json`, json(documentOf(api, profile)));
    }
    const translated = (profile: Profile) =>
      joinedLines(translationOf(documentOf(api, profile), documentOf(api, profile, 'zh')));
    files.set(`${BUNDLES}/${api}/zh.json`, json(combined(translated('documented'), translated('receiver'))));
    const documented = documentOf(api, 'documented');
    const sources = await sourceFiles({ api, documented, receiver: documentOf(api, 'receiver') });
    for (const [name, content] of Object.entries({ ...sources, ...itemFiles(api, documented) })) {
      files.set(`${SOURCES}/${api}/${name}`, content);
    }
  }
  return files;
}

/** Joins the lines of the strings. The sources wrap them. */
function joinedLines(translation: Translation): Translation {
  return Object.fromEntries(
    Object.entries(translation).map(([pointer, string]) => [pointer, joinChineseLines(string)]),
  );
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Returns the paths of files that differ from the generated ones: changed, missing or no longer generated. */
export function drift(files: ReadonlyMap<string, string>): string[] {
  const changed = [...files].filter(([file, content]) => committed(file) !== content).map(([file]) => file);
  const stale = [BUNDLES, SOURCES].flatMap(filesBelow).filter((file) => !files.has(file));
  return [...changed, ...stale].sort();
}

/** Writes files that differ and removes those that are no longer generated. Returns their paths. */
export function write(files: ReadonlyMap<string, string>): string[] {
  const paths = drift(files);
  for (const path of paths) {
    const content = files.get(path);
    const file = join(root, path);
    if (content === undefined) {
      rmSync(file);
    } else {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  }
  return paths;
}

function committed(file: string): string | undefined {
  try {
    // A checkout on Windows may have converted the line endings.
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
