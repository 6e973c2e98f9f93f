/** What the site has for programs: the contracts at stable addresses, their text for language models, collections for HTTP clients. */
import { type Language, languages, loadBundle, profiles, type Vendor, vendors } from '@pushspec/contract';
import { brunoFiles } from './bruno.ts';
import { collectionOf } from './collection.ts';
import { llmsFull } from './llms-full.ts';
import { llmsIndex } from './llms-index.ts';
import { postmanCollection } from './postman.ts';

/** Path from the root of the site to text. */
export type MachineFiles = ReadonlyMap<string, string>;

/** Of these vendors; a site of some vendors speaks of no others. */
export function machineFiles(some: readonly Vendor[] = vendors): MachineFiles {
  return new Map([
    ['llms.txt', llmsIndex(some)],
    ...languages.map((language): [string, string] => [llmsFullPath(language), llmsFull(some, language)]),
    ...some.flatMap((vendor) => [...bundles(vendor), ...collections(vendor)]),
  ]);
}

/** Of the whole text in a language. */
export function llmsFullPath(language: Language): string {
  return language === 'en' ? 'llms-full.txt' : `llms-full.${language}.txt`;
}

export function bundlePath(vendor: Vendor, profile: string, language: Language): string {
  return `bundles/${vendor}/${profile}.${language}.json`;
}

function bundles(vendor: Vendor): [string, string][] {
  return profiles.flatMap((profile) =>
    languages.map((language): [string, string] => [
      bundlePath(vendor, profile, language),
      `${JSON.stringify(loadBundle(vendor, profile, language), null, 2)}\n`,
    ]),
  );
}

export function postmanPath(vendor: Vendor): string {
  return `collections/${vendor}.postman_collection.json`;
}

/** Bruno's collections are folders. */
export function brunoPath(vendor: Vendor): string {
  return `collections/bruno/${vendor}`;
}

function collections(vendor: Vendor): [string, string][] {
  const collection = collectionOf(vendor, loadBundle(vendor, 'documented'));
  const bruno = [...brunoFiles(collection)].map(([name, text]): [string, string] => [
    `${brunoPath(vendor)}/${name}`,
    text,
  ]);
  return [
    [postmanPath(vendor), `${JSON.stringify(postmanCollection(collection), undefined, 2)}\n`],
    ...bruno,
  ];
}
