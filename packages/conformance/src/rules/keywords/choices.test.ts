import { expect, it } from 'vitest';
import { matchingTexts } from '../matching-texts.ts';
import { choiceCandidates } from './choices.ts';

const matching = matchingTexts(1);

it('plants what a pattern forbids into a text that is otherwise allowed', () => {
  const node = { pattern: '^[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2}$', not: { pattern: '30 Feb' } };
  const made = choiceCandidates.not?.(node, { valid: ['Mon, 23 Oct'], matching }) ?? [];
  expect(made.map(({ value }) => value)).toContain('Mon, 30 Feb');
});
