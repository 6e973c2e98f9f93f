/** Every text has its Chinese twin, which was looked at after the English one last changed. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadBundle, type Profile, profiles, type Vendor } from '../bundle.ts';
import { readVendors, root, type VendorSource } from '../generate/vendors.ts';
import type { Problem } from './problem.ts';
import { textsOf } from './texts.ts';

const COMMAND = 'node packages/contract/src/bin.ts translated';

/** Profile to pointer to digest of the English text that the Chinese one was made from. */
export type Translated = Record<string, Record<string, string>>;

export interface Texts {
  english: ReadonlyMap<string, string>;
  chinese: ReadonlyMap<string, string>;
}

/** What is wrong with the translation of one bundle, as place and message. */
export function untranslated({ english, chinese }: Texts, recorded: Readonly<Record<string, string>>) {
  const problems: [place: string, message: string][] = [];
  for (const [place, text] of english) {
    const translation = chinese.get(place);
    if (translation === undefined || translation === text || !/\p{Script=Han}/u.test(translation))
      problems.push([place, `"${firstLine(text)}" has no Chinese text: add it to the zh-CN overlay`]);
    else if (namesIn(translation) !== namesIn(text))
      problems.push([place, 'the Chinese text has other parameters in braces than the English one']);
    else if (recorded[place] !== digest(text))
      problems.push([
        place,
        `"${firstLine(text)}" is new or has changed: look at the Chinese text, then run \`${COMMAND}\``,
      ]);
  }
  for (const place of Object.keys(recorded))
    if (!english.has(place)) problems.push([place, `is recorded but no longer there: run \`${COMMAND}\``]);
  return problems;
}

export function textsTranslated(): Problem[] {
  return readVendors().flatMap((source) => {
    const record = readRecord(source);
    return profiles.flatMap((profile) =>
      untranslated(textsIn(source.vendor, profile), record[profile] ?? {}).map(([place, message]) => ({
        rule: 'texts-translated',
        where: `${source.vendor} ${profile} zh ${place}`,
        message,
      })),
    );
  });
}

/** Records all English texts as translated. Returns what was not recorded before: profile, pointer and both texts. */
export function recordTranslated(): string[] {
  return readVendors().flatMap((source) => {
    const before = readRecord(source);
    const after: Translated = {};
    const news = profiles.flatMap((profile) => {
      const { english, chinese } = textsIn(source.vendor, profile);
      const digests = Object.fromEntries([...english].map(([place, text]) => [place, digest(text)]));
      after[profile] = digests;
      return [...english]
        .filter(([place]) => before[profile]?.[place] !== digests[place])
        .map(
          ([place, text]) =>
            `${source.vendor} ${profile} ${place}\n  en: ${text}\n  zh: ${chinese.get(place)}`,
        );
    });
    writeFileSync(recordOf(source), `${JSON.stringify(after, null, 2)}\n`);
    return news;
  });
}

function textsIn(vendor: string, profile: Profile): Texts {
  return {
    english: textsOf(loadBundle(vendor as Vendor, profile)),
    chinese: textsOf(loadBundle(vendor as Vendor, profile, 'zh')),
  };
}

function readRecord(source: VendorSource): Translated {
  const file = recordOf(source);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Translated) : {};
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
