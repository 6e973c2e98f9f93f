import { expect, it } from 'vitest';
import { overlayStrings, untranslatedOverlay } from './overlay-strings.ts';

const info = { title: 'As it answers', 'x-title-zh-CN': '实际响应' };

it('finds no untranslated string in the current overlays', () => {
  expect(overlayStrings()).toEqual([]);
});

it.each([
  [
    'a description without a Chinese one',
    { description: 'Any method.' },
    'description has no Chinese translation',
  ],
  [
    'one whose Chinese is English',
    { description: 'Any.', 'x-description-zh-CN': 'Any.' },
    'has no Chinese translation',
  ],
  [
    'a space next to full-width punctuation',
    { description: 'Any method.', 'x-description-zh-CN': '方法任意； 路径任意' },
    'has a space that Chinese does not have',
  ],
  ['a Chinese one without an original', { 'x-description-zh-CN': '任意' }, 'has no English original'],
])('finds %s', (_, action, message) => {
  expect(untranslatedOverlay({ info, actions: [action] })).toEqual([
    ['action 1', expect.stringContaining(message)],
  ]);
});

it('accepts an action without a description', () => {
  expect(untranslatedOverlay({ info, actions: [{ target: '$.info' }] })).toEqual([]);
});
