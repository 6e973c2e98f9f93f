import { expect, it } from 'vitest';
import { matchingTexts } from '../../generate/matching-texts.ts';
import { choiceKeywords } from './choices.ts';

const matching = matchingTexts(1);

it('plants what a pattern forbids into a text that is otherwise allowed', () => {
  const node = { pattern: '^[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2}$', not: { pattern: '30 Feb' } };
  const made = choiceKeywords.not?.cases?.(node, { valid: ['Mon, 23 Oct'], matching }) ?? [];
  expect(made.map(({ value }) => value)).toContain('Mon, 30 Feb');
});
