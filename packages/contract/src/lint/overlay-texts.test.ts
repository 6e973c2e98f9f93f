import { expect, it } from 'vitest';
import { overlayTexts, untranslatedOverlay } from './overlay-texts.ts';

const info = { title: 'As it answers', 'x-title-zh-CN': '实际响应' };

it('the overlays of the contracts have all their texts in Chinese', () => {
  expect(overlayTexts()).toEqual([]);
});

it.each([
  [
    'a description without a Chinese one',
    { description: 'Any method.' },
    'the description has no Chinese text',
  ],
  [
    'one whose Chinese is English',
    { description: 'Any.', 'x-description-zh-CN': 'Any.' },
    'has no Chinese text',
  ],
  ['a Chinese one that translates nothing', { 'x-description-zh-CN': '任意' }, 'translates no description'],
])('finds %s', (_, action, message) => {
  expect(untranslatedOverlay({ info, actions: [action] })).toEqual([
    ['action 1', expect.stringContaining(message)],
  ]);
});

it('an action without a description needs none', () => {
  expect(untranslatedOverlay({ info, actions: [{ target: '$.info' }] })).toEqual([]);
});
