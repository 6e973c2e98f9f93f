/** The one list of vendors: the `apis` of redocly.yaml. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

/** Root of the repository; the generator runs in it only, never from a published package. */
export const root = join(import.meta.dirname, '../../../..');

export interface VendorSource {
  vendor: string;
  /** The contract, relative to the root. */
  contract: string;
  /** Rules of Redocly that this vendor's API cannot keep. */
  skippedRules: string[];
}

interface Api {
  root: string;
  rules?: Record<string, string>;
}

export function readVendors(): VendorSource[] {
  const { apis } = parse(readFileSync(join(root, 'redocly.yaml'), 'utf8')) as { apis: Record<string, Api> };
  return Object.entries(apis).map(([vendor, { root: contract, rules = {} }]) => ({
    vendor,
    contract,
    skippedRules: Object.keys(rules).filter((rule) => rules[rule] === 'off'),
  }));
}

/** The overlays that make a profile in a language, in the order in which they apply. */
export function overlaysOf(source: VendorSource, profile: string, language: string): string[] {
  const folder = dirname(source.contract);
  // A translation stands right after what it translates: its targets are there, and what a profile changes is said anew.
  const translated = (name: string) => [
    `${name}.overlay.yaml`,
    ...(language === 'en' ? [] : [`${name}.zh-CN.overlay.yaml`]),
  ];
  const names = [
    ...(language === 'en' ? [] : ['zh-CN.overlay.yaml']),
    ...(profile === 'documented' ? [] : translated(profile)),
  ];
  return names.map((name) => `${folder}/${name}`).filter((file) => existsSync(join(root, file)));
}
