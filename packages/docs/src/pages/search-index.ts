/** Builds the search index of reasons, so that a pasted vendor message finds its reason. */
import {
  type ApiName,
  apiNames,
  type Language,
  loadBundle,
  reasonAddress,
  reasonTable,
} from '@pushspec/contract';

/** One reason. The property names are short because readers download the file. */
export interface SearchEntry {
  /** Title of the API. */
  a: string;
  /** Code of the reason. */
  c: string;
  /** HTTP status; missing if the response does not show the reason. */
  s?: number;
  /** Error code of the vendor. */
  e?: string;
  /** Message with placeholders in braces. */
  m: string;
  /** Address of the explanation. */
  u: string;
}

/** Returns the path of the index from the root of the site. */
export function searchIndexPath(language: Language): string {
  return `search.${language}.json`;
}

/** Returns all reasons of all APIs. */
export function searchIndex(language: Language): SearchEntry[] {
  return apiNames.flatMap((api) => entriesOf(api, language));
}

function entriesOf(api: ApiName, language: Language): SearchEntry[] {
  const document = loadBundle(api, 'documented', language);
  return Object.entries(reasonTable(document)).map(([code, { status, errorCode, message }]) => ({
    a: String(document.info.title),
    c: code,
    ...(status !== undefined && { s: status }),
    ...(errorCode !== undefined && { e: errorCode }),
    m: message,
    u: reasonAddress(api, code, language),
  }));
}
