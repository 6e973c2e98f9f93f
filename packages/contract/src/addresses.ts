/**
 * Builds site addresses of reasons and fields from a code or a JSON pointer, without reading a contract.
 *
 * @example
 * ```js
 * import { fieldAddress, reasonAddress } from '@pushspec/contract/addresses';
 *
 * console.log(reasonAddress('guance', 'invalid-api-key', 'zh'));
 * console.log(fieldAddress('guance', '/components/schemas/Event/properties/status'));
 * ```
 * ```text
 * /zh/guance/reasons/#invalid-api-key
 * /guance/fields/#Event.status
 * ```
 */
import type { ApiName, Language } from './bundle.ts';
import { reasonAt } from './model/reason-table.ts';

/**
 * Address of the reference server in pages whose samples use the development credentials. The server replaces it with its
 * own.
 */
export const LOCAL_SERVER = 'http://127.0.0.1:4010';

/** Folder of those pages, relative to the site. */
export const LOCAL_FOLDER = 'local';

/** Returns the address of a page in another language, given the English address. */
export function localizedPath(language: Language, page: string): string {
  return language === 'en' ? page : `/${language}${page}`;
}

/** Returns the path of a vendor's guide, with a trailing slash. */
export function guideAddress(api: ApiName, language: Language = 'en'): string {
  return localizedPath(language, `/${api}/`);
}

/** Returns the path of a vendor's full reference. */
export function referenceAddress(api: ApiName, language: Language = 'en'): string {
  return `/docs/${api}/${language}/`;
}

/** Returns the path of the explanation of a reason code. */
export function reasonAddress(api: ApiName, code: string, language: Language = 'en'): string {
  return `${guideAddress(api, language)}reasons/#${code}`;
}

/** Returns the path of the field or reason that contains the target of a JSON pointer into the contract. */
export function fieldAddress(api: ApiName, pointer: string, language: Language = 'en'): string {
  const reason = reasonAt(pointer);
  if (reason !== undefined) return reasonAddress(api, reason, language);
  return `${guideAddress(api, language)}fields/#${fieldAnchor(pointer)}`;
}

/**
 * Returns the anchor of a field: the names of the schema and its properties, so `/components/schemas/Event/properties/status`
 * is `Event.status`. Anything below a field, such as its items, has the anchor of the field. A parameter is named by its
 * index: `parameters.0`. Returns an empty string for any other pointer.
 */
export function fieldAnchor(pointer: string): string {
  const parameter = /\/parameters\/(\d+)(\/|$)/.exec(pointer)?.[1];
  if (parameter !== undefined) return `parameters.${parameter}`;
  const schema = /^\/components\/schemas\/([^/]+)/.exec(pointer)?.[1];
  if (schema === undefined) return '';
  const names = [...pointer.matchAll(/\/properties\/([^/]+)/g)].map(([, name]) => name);
  return [schema, ...names].join('.');
}
