import { expect, it } from 'vitest';
import type { OpenApiDocument } from '../document.ts';
import { textsOf } from './texts.ts';
import { staleDigests, textsTranslated, untranslated } from './texts-translated.ts';

const english = new Map([['/info/title', 'Events']]);
/** The digest of `Events`. */
const recorded = new Set(['8d14f6e72de8']);
const problems = (en: ReadonlyMap<string, string>, zh: string, digests: ReadonlySet<string> = recorded) =>
  untranslated({ english: en, chinese: new Map([['/info/title', zh]]) }, digests).map(
    ([, message]) => message,
  );

it('finds nothing untranslated in the contracts as they are', () => {
  expect(textsTranslated()).toEqual([]);
});

it('takes a text with Chinese words whose English was looked at', () => {
  expect(problems(english, '事件')).toEqual([]);
});

it('finds a text that was left in English', () => {
  expect(problems(english, 'Events')).toEqual(['"Events" has no Chinese text: add it to the zh-CN overlay']);
});

it('finds a text that is other English', () => {
  expect(problems(english, 'Event list')).toHaveLength(1);
});

it('finds an English text that has changed since', () => {
  expect(problems(new Map([['/info/title', 'Alerts']]), '事件')).toEqual([
    '"Alerts" is new or has changed: look at the Chinese text, then run `node packages/contract/src/bin.ts translated`',
  ]);
});

it('takes a string that has moved', () => {
  const moved = new Map([['/info/summary', 'Events']]);
  const chinese = new Map([['/info/summary', '事件']]);
  expect(untranslated({ english: moved, chinese }, recorded)).toEqual([]);
});

it('finds a parameter of a message that the Chinese text has lost', () => {
  expect(problems(new Map([['/info/title', 'time {value}']]), '时间')).toEqual([
    'the Chinese text has other parameters in braces than the English one',
  ]);
});

it('finds a digest of a string that is gone', () => {
  expect(staleDigests(['Events'], ['8d14f6e72de8', '000000000000'])).toEqual(['000000000000']);
});

it('reads messages that are not on the wire, and members that are called like a text', () => {
  const document = {
    'x-reasons': {
      a: { outcome: 'rejected', status: 400, message: 'on the wire', fix: 'Do this.' },
      b: { outcome: 'warning', message: 'a sentence' },
    },
    components: {
      schemas: { E: { properties: { value: { title: 'Value' }, title: { description: 'Text' } } } },
    },
  } as unknown as OpenApiDocument;
  expect([...textsOf(document).values()]).toEqual(['Do this.', 'a sentence', 'Value', 'Text']);
});
