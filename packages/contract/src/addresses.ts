/** Addresses of reasons and fields on the site: they follow from a code or a JSON pointer, without a contract at hand. */
import type { Language, Vendor } from './bundle.ts';

/** The address of the page in another language, from that of the English one. */
export function pageIn(language: Language, page: string): string {
  return language === 'en' ? page : `/${language}${page}`;
}

/** Path of a vendor's guide, with a slash at its end. */
export function guideAddress(vendor: Vendor, language: Language = 'en'): string {
  return pageIn(language, `/${vendor}/`);
}

/** Path of a vendor's full reference. */
export function referenceAddress(vendor: Vendor, language: Language = 'en'): string {
  return `/docs/${vendor}/${language}/`;
}

/** Where the site explains a reason code. */
export function reasonAddress(vendor: Vendor, code: string, language: Language = 'en'): string {
  return `${guideAddress(vendor, language)}reasons/#${code}`;
}

/** Where the site has the field that a JSON pointer into the contract leads to or into. */
export function fieldAddress(vendor: Vendor, pointer: string, language: Language = 'en'): string {
  const reason = /^\/x-reasons\/([^/]+)/.exec(pointer)?.[1];
  if (reason !== undefined) return reasonAddress(vendor, reason, language);
  return `${guideAddress(vendor, language)}fields/#${fieldAnchor(pointer)}`;
}

/**
 * The anchor of a field. Names of the schema and its properties: `/components/schemas/Event/properties/status` is `Event.status`,
 * and what stands below a field, such as its items, belongs to it. A parameter goes by its place: `parameters.0`.
 * Empty for a pointer to neither.
 */
export function fieldAnchor(pointer: string): string {
  const parameter = /\/parameters\/(\d+)(\/|$)/.exec(pointer)?.[1];
  if (parameter !== undefined) return `parameters.${parameter}`;
  const schema = /^\/components\/schemas\/([^/]+)/.exec(pointer)?.[1];
  if (schema === undefined) return '';
  const names = [...pointer.matchAll(/\/properties\/([^/]+)/g)].map(([, name]) => name);
  return [schema, ...names].join('.');
}
