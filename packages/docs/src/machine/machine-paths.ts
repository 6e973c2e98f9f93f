/** Paths of the machine-readable files, from the root of the site. */
import type { ApiName, Language } from '@pushspec/contract';

/** Returns the path of the file with all contracts in one language. */
export function llmsFullPath(language: Language): string {
  return language === 'en' ? 'llms-full.txt' : `llms-full.${language}.txt`;
}

/** Returns the path of a contract. */
export function bundlePath(api: ApiName, profile: string, language: Language): string {
  return `bundles/${api}/${profile}.${language}.json`;
}

/** Returns the path of a Postman collection. */
export function postmanPath(api: ApiName): string {
  return `collections/${api}.postman_collection.json`;
}

/** Returns the folder of a Bruno collection. */
export function brunoPath(api: ApiName): string {
  return `collections/bruno/${api}`;
}
