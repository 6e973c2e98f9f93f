/** Checks that every string has a Chinese translation that was reviewed after the last change of the English one. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ApiName, loadBundle, type Profile, profiles } from '../bundle.ts';
import { escapePointer, type OpenApiDocument } from '../document.ts';
import { type ApiSource, readApis, root } from '../generate/apis.ts';
import { type DocumentNode, nodesIn } from '../schema-walk.ts';
import type { Problem } from './problem.ts';

const COMMAND = 'node packages/contract/src/bin.ts translated';

export interface TranslatedStrings {
  english: ReadonlyMap<string, string>;
  chinese: ReadonlyMap<string, string>;
}

/**
 * Returns the problems of the translation of one bundle, as location and message.
 * @param recorded Digests of the English strings whose translations were reviewed.
 */
export function untranslated({ english, chinese }: TranslatedStrings, recorded: ReadonlySet<string>) {
  const problems: [pointer: string, message: string][] = [];
  for (const [pointer, string] of english) {
    const translation = chinese.get(pointer);
    if (translation === undefined || translation === string || !/\p{Script=Han}/u.test(translation))
      problems.push([
        pointer,
        `"${firstLine(string)}" has no Chinese translation: add one to the zh-CN overlay`,
      ]);
    else if (namesIn(translation) !== namesIn(string))
      problems.push([
        pointer,
        'the Chinese message must have the same parameters in braces as the English one',
      ]);
    else if (!recorded.has(digest(string)))
      problems.push([
        pointer,
        `"${firstLine(string)}" is new or has changed: review the Chinese translation, then run \`${COMMAND}\``,
      ]);
  }
  return problems;
}

/** Returns the digests that no English string has anymore. */
export function staleDigests(english: Iterable<string>, recorded: Iterable<string>): string[] {
  const used = new Set([...english].map(digest));
  return [...recorded].filter((one) => !used.has(one));
}

/** Returns the translation problems of all contracts. */
export function stringsTranslated(): Problem[] {
  return readApis().flatMap((source) => {
    const { api } = source;
    const recorded = new Set(readRecord(source));
    const strings = profiles.map((profile) => ({ profile, ...stringsIn(api, profile) }));
    const missing = strings.flatMap(({ profile, ...both }) =>
      untranslated(both, recorded).map(([pointer, message]) => ({
        location: `${profile} zh ${pointer}`,
        message,
      })),
    );
    const stale = staleDigests(
      strings.flatMap(({ english }) => [...english.values()]),
      recorded,
    ).map((one) => ({
      location: `zh-CN.translated.json ${one}`,
      message: `no English string has this digest anymore: run \`${COMMAND}\``,
    }));
    return [...missing, ...stale].map(({ location, message }) => ({
      rule: 'strings-translated',
      where: `${api} ${location}`,
      message,
    }));
  });
}

/** Records all English strings as translated. Returns the new ones: profile, pointer and both strings. */
export function recordTranslated(): string[] {
  return readApis().flatMap((source) => {
    const { api } = source;
    const before = new Set(readRecord(source));
    const after = new Set<string>();
    const added = profiles.flatMap((profile) => {
      const { english, chinese } = stringsIn(api, profile);
      return [...english].flatMap(([pointer, string]) => {
        const one = digest(string);
        const isNew = !before.has(one) && !after.has(one);
        after.add(one);
        return isNew ? [`${api} ${profile} ${pointer}\n  en: ${string}\n  zh: ${chinese.get(pointer)}`] : [];
      });
    });
    writeFileSync(recordOf(source), `${JSON.stringify([...after].sort(), null, 2)}\n`);
    return added;
  });
}

function stringsIn(api: string, profile: Profile): TranslatedStrings {
  return {
    english: readableStringsOf(loadBundle(api as ApiName, profile)),
    chinese: readableStringsOf(loadBundle(api as ApiName, profile, 'zh')),
  };
}

function readRecord(source: ApiSource): string[] {
  const file = recordOf(source);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as string[]) : [];
}

function recordOf({ contract }: ApiSource): string {
  return join(root, dirname(contract), 'zh-CN.translated.json');
}

function digest(string: string): string {
  return createHash('sha256').update(string).digest('hex').slice(0, 12);
}

/** Returns the parameters of a message in a fixed order: `{field} {value}`. */
function namesIn(message: string): string {
  return [...message.matchAll(/\{[a-zA-Z]+\}/g)].map(String).sort().join(' ');
}

function firstLine(string: string): string {
  return string.split('\n', 1)[0]?.slice(0, 60) ?? '';
}

const PROSE = ['title', 'summary', 'description', 'fix', 'message'];

/** Properties that are not translated: titles of the vendors' pages, and data as it is sent. */
const UNTRANSLATED = ['x-sources', 'example', 'default', 'value'];

/**
 * Maps JSON pointers to strings, in document order. Skips strings that are the same in every language: titles of sources,
 * data of examples, and the vendor's messages on the wire.
 */
export function readableStringsOf(document: OpenApiDocument): Map<string, string> {
  const strings = new Map<string, string>();
  const enters = (name: string, parent: DocumentNode) =>
    parent.pointer.endsWith('/properties') || !UNTRANSLATED.includes(name);
  for (const { node, pointer } of nodesIn(document, { enters })) {
    const onWire = 'outcome' in node && 'status' in node;
    for (const [name, child] of Object.entries(node)) {
      if (typeof child !== 'string' || !PROSE.includes(name) || (onWire && name === 'message')) continue;
      strings.set(`${pointer}/${escapePointer(name)}`, child);
    }
  }
  return strings;
}
