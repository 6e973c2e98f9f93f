/** Reads the list of APIs from redocly.yaml. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

/** Root of the repository. The generator runs only here, never from a published package. */
export const root = join(import.meta.dirname, '../../../..');

export interface ApiSource {
  api: string;
  /** The contract, relative to the root. */
  contract: string;
  /** Redocly rules that this vendor's API cannot follow. */
  skippedRules: string[];
}

interface RedoclyApi {
  root: string;
  rules?: Record<string, string>;
}

/** Returns the APIs in the order of redocly.yaml. */
export function readApis(): ApiSource[] {
  const { apis } = parse(readFileSync(join(root, 'redocly.yaml'), 'utf8')) as {
    apis: Record<string, RedoclyApi>;
  };
  return Object.entries(apis).map(([api, { root: contract, rules = {} }]) => ({
    api,
    contract,
    skippedRules: Object.keys(rules).filter((rule) => rules[rule] === 'off'),
  }));
}

/** Returns the overlays of a profile in a language, in the order of application. */
export function overlaysOf(source: ApiSource, profile: string, language: string): string[] {
  const folder = dirname(source.contract);
  // A translation comes right after its original: its targets exist by then, and a profile's changes are translated again.
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
