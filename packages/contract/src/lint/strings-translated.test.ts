import { expect, it } from 'vitest';
import type { OpenApiDocument } from '../document.ts';
import { readableStringsOf, staleDigests, stringsTranslated, untranslated } from './strings-translated.ts';

const english = new Map([['/info/title', 'Events']]);
/** The digest of `Events`. */
const recorded = new Set(['8d14f6e72de8']);
const problems = (en: ReadonlyMap<string, string>, zh: string, digests: ReadonlySet<string> = recorded) =>
  untranslated({ english: en, chinese: new Map([['/info/title', zh]]) }, digests).map(
    ([, message]) => message,
  );

it('finds nothing untranslated in the current contracts', () => {
  expect(stringsTranslated()).toEqual([]);
});

it('accepts a Chinese translation that was reviewed', () => {
  expect(problems(english, '事件')).toEqual([]);
});

it('finds a string that is still in English', () => {
  expect(problems(english, 'Events')).toEqual([
    '"Events" has no Chinese translation: add one to the zh-CN overlay',
  ]);
});

it('finds a translation that is different English', () => {
  expect(problems(english, 'Event list')).toHaveLength(1);
});

it('finds an English string that has changed since the review', () => {
  expect(problems(new Map([['/info/title', 'Alerts']]), '事件')).toEqual([
    '"Alerts" is new or has changed: review the Chinese translation, then run `node packages/contract/src/bin.ts translated`',
  ]);
});

it('accepts a string that has moved', () => {
  const moved = new Map([['/info/summary', 'Events']]);
  const chinese = new Map([['/info/summary', '事件']]);
  expect(untranslated({ english: moved, chinese }, recorded)).toEqual([]);
});

it('finds a message parameter that the translation lacks', () => {
  expect(problems(new Map([['/info/title', 'time {value}']]), '时间')).toEqual([
    'the Chinese message must have the same parameters in braces as the English one',
  ]);
});

it('finds a digest of a string that no longer exists', () => {
  expect(staleDigests(['Events'], ['8d14f6e72de8', '000000000000'])).toEqual(['000000000000']);
});

it('reads messages that are not on the wire, and properties with names such as title', () => {
  const document = {
    'x-reasons': {
      a: { outcome: 'rejected', status: 400, message: 'on the wire', fix: 'Do this.' },
      b: { outcome: 'warning', message: 'a sentence' },
    },
    components: {
      schemas: { E: { properties: { value: { title: 'Value' }, title: { description: 'Text' } } } },
    },
  } as unknown as OpenApiDocument;
  expect([...readableStringsOf(document).values()]).toEqual(['Do this.', 'a sentence', 'Value', 'Text']);
});
