/** Locates and reads the generated bundles. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkedName } from './checked-name.ts';
import type { OpenApiDocument } from './document.ts';
import { type ApiName, apiNames } from './generated/apis.ts';
import { type Translations, translate } from './translation.ts';

export { type ApiName, apiNames, apiTitles } from './generated/apis.ts';

/** `documented` follows the vendor's documentation. `receiver` follows the observed behavior of the running service. */
export const profiles = ['documented', 'receiver'] as const;
export type Profile = (typeof profiles)[number];

export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

/**
 * Returns the file URL of an English bundle: one self-contained OpenAPI document in JSON.
 * @throws TypeError that lists the valid names
 */
export function bundleUrl(api: ApiName, profile: Profile): URL {
  checkedName({ what: 'api', value: api, names: apiNames });
  checkedName({ what: 'profile', value: profile, names: profiles });
  return fileUrl(api, `${profile}.en.json`);
}

/**
 * Reads a bundle. In other languages, the strings of the English document are replaced.
 * @throws TypeError that lists the valid names
 * @throws Error that names the file if it is missing or broken
 */
export function loadBundle(api: ApiName, profile: Profile, language: Language = 'en'): OpenApiDocument {
  const url = bundleUrl(api, profile);
  checkedName({ what: 'language', value: language, names: languages });
  const document = readJson(url) as OpenApiDocument;
  if (language === 'en') return document;
  return translate(document, readJson(fileUrl(api, `${language}.json`)) as Translations, profile);
}

function fileUrl(api: ApiName, name: string): URL {
  return new URL(`../bundles/${api}/${name}`, import.meta.url);
}

function readJson(url: URL): unknown {
  try {
    return JSON.parse(readFileSync(url, 'utf8'));
  } catch (cause) {
    throw new Error(
      `cannot read the contract ${fileURLToPath(url)}: install the package again, or in the repository run \`npm run generate\``,
      { cause },
    );
  }
}
