/** Checks what a mask shows and which parts of a string it covers. */
import { createMasker } from '@pushspec/contract/masking';
import { expect, it } from 'vitest';

it('masks a secret of six characters inside a word, and leaves one of five', () => {
  expect(createMasker(['abcdef']).text('xabcdefx')).toBe('x…x');
  expect(createMasker(['abcde']).text('xabcdex')).toBe('xabcdex');
});

it('shows the last four characters of a secret only if they are less than half of it', () => {
  expect(createMasker(['abcdefgh']).text('abcdefgh')).toBe('…');
  expect(createMasker(['abcdefghi']).text('abcdefghi')).toBe('…fghi');
});

it.each(['…', '...'])('masks the beginning of a secret cut off by %s', (ellipsis) => {
  expect(createMasker(['abcdefghijkl']).text(`got abcdefgh${ellipsis}`)).toBe(`got …${ellipsis}`);
});

it.each([[['abcdefgh', 'efghijkl']], [['efghijkl', 'abcdefgh']]])(
  'covers two secrets that overlap with one mask: %j',
  (secrets) => {
    expect(createMasker(secrets).text('x abcdefghijkl y')).toBe('x … y');
  },
);
