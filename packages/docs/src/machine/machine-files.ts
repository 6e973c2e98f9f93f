/** Builds the machine-readable files of the site: contracts at stable URLs, `llms.txt`, and collections for HTTP clients. */
import { type ApiName, apiNames, languages, loadBundle, profiles } from '@pushspec/contract';
import { brunoFiles } from './bruno.ts';
import { collectionOf } from './collection.ts';
import { llmsFull } from './llms-full.ts';
import { llmsIndex } from './llms-index.ts';
import { brunoPath, bundlePath, llmsFullPath, postmanPath } from './machine-paths.ts';
import { postmanCollection } from './postman.ts';

/** Content of each file, by its path from the root of the site. */
export type MachineFiles = ReadonlyMap<string, string>;

/**
 * Returns the machine-readable files of these APIs. They mention no other API.
 *
 * @param apis defaults to all APIs
 */
export function machineFiles(apis: readonly ApiName[] = apiNames): MachineFiles {
  return new Map([
    ['llms.txt', llmsIndex(apis)],
    ...languages.map((language): [string, string] => [llmsFullPath(language), llmsFull(apis, language)]),
    ...apis.flatMap((api) => [...bundles(api), ...collections(api)]),
  ]);
}

function bundles(api: ApiName): [string, string][] {
  return profiles.flatMap((profile) =>
    languages.map((language): [string, string] => [
      bundlePath(api, profile, language),
      `${JSON.stringify(loadBundle(api, profile, language), null, 2)}\n`,
    ]),
  );
}

function collections(api: ApiName): [string, string][] {
  const collection = collectionOf(api, loadBundle(api, 'documented'));
  const bruno = [...brunoFiles(collection)].map(([name, text]): [string, string] => [
    `${brunoPath(api)}/${name}`,
    text,
  ]);
  return [[postmanPath(api), `${JSON.stringify(postmanCollection(collection), undefined, 2)}\n`], ...bruno];
}
