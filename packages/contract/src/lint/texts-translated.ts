/** Every text has its Chinese twin, which was looked at after the English one last changed. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadBundle, type Profile, profiles, type Vendor } from '../bundle.ts';
import { readVendors, root, type VendorSource } from '../generate/vendors.ts';
import type { Problem } from './problem.ts';
import { textsOf } from './texts.ts';

const COMMAND = 'node packages/contract/src/bin.ts translated';

export interface Texts {
  english: ReadonlyMap<string, string>;
  chinese: ReadonlyMap<string, string>;
}

/**
 * What is wrong with the translation of one bundle, as place and message.
 * @param recorded Digests of the English strings that the Chinese ones were made from.
 */
export function untranslated({ english, chinese }: Texts, recorded: ReadonlySet<string>) {
  const problems: [place: string, message: string][] = [];
  for (const [place, text] of english) {
    const translation = chinese.get(place);
    if (translation === undefined || translation === text || !/\p{Script=Han}/u.test(translation))
      problems.push([place, `"${firstLine(text)}" has no Chinese text: add it to the zh-CN overlay`]);
    else if (namesIn(translation) !== namesIn(text))
      problems.push([place, 'the Chinese text has other parameters in braces than the English one']);
    else if (!recorded.has(digest(text)))
      problems.push([
        place,
        `"${firstLine(text)}" is new or has changed: look at the Chinese text, then run \`${COMMAND}\``,
      ]);
  }
  return problems;
}

/** Digests that no English string has any more. */
export function staleDigests(english: Iterable<string>, recorded: Iterable<string>): string[] {
  const used = new Set([...english].map(digest));
  return [...recorded].filter((one) => !used.has(one));
}

export function textsTranslated(): Problem[] {
  return readVendors().flatMap((source) => {
    const { vendor } = source;
    const recorded = new Set(readRecord(source));
    const texts = profiles.map((profile) => ({ profile, ...textsIn(vendor, profile) }));
    const missing = texts.flatMap(({ profile, ...both }) =>
      untranslated(both, recorded).map(([place, message]) => ({ place: `${profile} zh ${place}`, message })),
    );
    const stale = staleDigests(
      texts.flatMap(({ english }) => [...english.values()]),
      recorded,
    ).map((one) => ({
      place: `zh-CN.translated.json ${one}`,
      message: `no English string has this digest any more: run \`${COMMAND}\``,
    }));
    return [...missing, ...stale].map(({ place, message }) => ({
      rule: 'texts-translated',
      where: `${vendor} ${place}`,
      message,
    }));
  });
}

/** Records all English strings as translated. Returns what was not recorded before: profile, pointer and both strings. */
export function recordTranslated(): string[] {
  return readVendors().flatMap((source) => {
    const { vendor } = source;
    const before = new Set(readRecord(source));
    const after = new Set<string>();
    const news = profiles.flatMap((profile) => {
      const { english, chinese } = textsIn(vendor, profile);
      return [...english].flatMap(([place, text]) => {
        const one = digest(text);
        const isNew = !before.has(one) && !after.has(one);
        after.add(one);
        return isNew ? [`${vendor} ${profile} ${place}\n  en: ${text}\n  zh: ${chinese.get(place)}`] : [];
      });
    });
    writeFileSync(recordOf(source), `${JSON.stringify([...after].sort(), null, 2)}\n`);
    return news;
  });
}

function textsIn(vendor: string, profile: Profile): Texts {
  return {
    english: textsOf(loadBundle(vendor as Vendor, profile)),
    chinese: textsOf(loadBundle(vendor as Vendor, profile, 'zh')),
  };
}

function readRecord(source: VendorSource): string[] {
  const file = recordOf(source);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as string[]) : [];
}

function recordOf({ contract }: VendorSource): string {
  return join(root, dirname(contract), 'zh-CN.translated.json');
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** Parameters of a message, whatever their order: `{field} {value}`. */
function namesIn(text: string): string {
  return [...text.matchAll(/\{[a-zA-Z]+\}/g)].map(String).sort().join(' ');
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]?.slice(0, 60) ?? '';
}
