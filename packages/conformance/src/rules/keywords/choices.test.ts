import { expect, it } from 'vitest';
import { matchingStrings } from '../../generate/matching-strings.ts';
import { choiceKeywords } from './choices.ts';

const matching = matchingStrings(1);

it('inserts what a pattern forbids into an otherwise valid string', () => {
  const node = { pattern: '^[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2}$', not: { pattern: '30 Feb' } };
  const candidates = choiceKeywords.not?.cases?.(node, { valid: ['Mon, 23 Oct'], matching }) ?? [];
  expect(candidates.map(({ value }) => value)).toContain('Mon, 30 Feb');
});
