import { expect, it } from 'vitest';
import { visibleText } from './visible-text.ts';

it('escapes invisible characters', () => {
  expect(visibleText('a\u202eb\u001b[31m\ud800\u200b')).toBe('a⟨U+202E⟩b⟨U+001B⟩[31m⟨U+D800⟩⟨U+200B⟩');
});

it('keeps line breaks and letters of any language', () => {
  expect(visibleText('一\n\té 😀')).toBe('一\n\té 😀');
});
