/** Where the generated bundles are and how they are read. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkedName } from './checked-name.ts';
import type { OpenApiDocument } from './document.ts';
import { type Vendor, vendors } from './generated/vendors.ts';

export { type Vendor, vendors } from './generated/vendors.ts';

/** `documented`: what the vendor says. `receiver`: how its running service is known to behave. */
export const profiles = ['documented', 'receiver'] as const;
export type Profile = (typeof profiles)[number];

export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

/** File URL of a bundle: one self-contained OpenAPI document in JSON. @throws TypeError that lists the names there are */
export function bundleUrl(vendor: Vendor, profile: Profile, language: Language = 'en'): URL {
  checkedName({ what: 'vendor', value: vendor, names: vendors });
  checkedName({ what: 'profile', value: profile, names: profiles });
  checkedName({ what: 'language', value: language, names: languages });
  return new URL(`../bundles/${vendor}/${profile}.${language}.json`, import.meta.url);
}

/**
 * Reads a bundle.
 * @throws TypeError that lists the names there are
 * @throws Error that names the file when it is missing or broken
 */
export function loadBundle(vendor: Vendor, profile: Profile, language: Language = 'en'): OpenApiDocument {
  const url = bundleUrl(vendor, profile, language);
  try {
    return JSON.parse(readFileSync(url, 'utf8')) as OpenApiDocument;
  } catch (cause) {
    throw new Error(
      `cannot read the contract ${fileURLToPath(url)}: install @pushspec/contract anew, or in the repository run \`npm run generate\``,
      { cause },
    );
  }
}
