/** Where the generated bundles are and how they are read. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkedName } from './checked-name.ts';
import type { OpenApiDocument } from './document.ts';
import { type Vendor, vendors } from './generated/vendors.ts';
import { type Translations, translate } from './translation.ts';

export { type Vendor, vendors } from './generated/vendors.ts';

/** `documented`: what the vendor says. `receiver`: how its running service is known to behave. */
export const profiles = ['documented', 'receiver'] as const;
export type Profile = (typeof profiles)[number];

export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

/** File URL of an English bundle: one self-contained OpenAPI document in JSON. @throws TypeError that lists the names there are */
export function bundleUrl(vendor: Vendor, profile: Profile): URL {
  checkedName({ what: 'vendor', value: vendor, names: vendors });
  checkedName({ what: 'profile', value: profile, names: profiles });
  return fileUrl(vendor, `${profile}.en.json`);
}

/**
 * Reads a bundle. Other languages are the English document with its strings replaced.
 * @throws TypeError that lists the names there are
 * @throws Error that names the file when it is missing or broken
 */
export function loadBundle(vendor: Vendor, profile: Profile, language: Language = 'en'): OpenApiDocument {
  const url = bundleUrl(vendor, profile);
  checkedName({ what: 'language', value: language, names: languages });
  const document = readJson(url) as OpenApiDocument;
  if (language === 'en') return document;
  return translate(document, readJson(fileUrl(vendor, `${language}.json`)) as Translations, profile);
}

function fileUrl(vendor: Vendor, name: string): URL {
  return new URL(`../bundles/${vendor}/${name}`, import.meta.url);
}

function readJson(url: URL): unknown {
  try {
    return JSON.parse(readFileSync(url, 'utf8'));
  } catch (cause) {
    throw new Error(
      `cannot read the contract ${fileURLToPath(url)}: install @pushspec/contract anew, or in the repository run \`npm run generate\``,
      { cause },
    );
  }
}
