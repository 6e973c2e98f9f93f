import { expect, it } from 'vitest';
import { progressLine, startProgress } from './progress.ts';
import { createTally } from './tally.ts';

const tally = { ...createTally(), delivered: 900, rejected: 80, dropped: 20 };

it.each([
  [{ done: 250, total: 1000, from: 0 }, 10, '25 %, 30 s left, '],
  [{ done: 600, total: 1000, from: 200 }, 100, '60 %, 1 min 40 s left, '],
  [{ done: 1, total: 10_000, from: 0 }, 1, '0 %, 2 h 46 min left, '],
  [{ done: 0, total: 1000, from: 0 }, 10, '0 %, '],
  [{ done: 700, total: undefined, from: 0 }, 10, ''],
])('shows the progress of %j after %i s', (extent, seconds, beginning) => {
  const counts = `900 delivered, 80 rejected, 20 dropped, ${1000 / seconds} per second`;
  expect(progressLine(tally, extent, seconds)).toBe(beginning + counts);
});

function screen(options: { isTTY?: boolean; columns?: number }) {
  let written = '';
  return { stderr: { ...options, write: (text: string) => (written += text) }, text: () => written };
}

it('redraws its line on a terminal, cut to the width, and removes it at the end', () => {
  const { stderr, text } = screen({ isTTY: true, columns: 11 });
  const progress = startProgress({ stderr, isShown: true, line: () => '0123456789abc' });
  progress.note('a note');
  progress.end();
  expect(text()).toBe('\r\u001b[K0123456789\r\u001b[Ka note\n\r\u001b[K');
});

it.each([
  [{}, true],
  [{ isTTY: true }, false],
])('does not move the cursor on %j when shown: %s', (options, isShown) => {
  const { stderr, text } = screen(options);
  const progress = startProgress({ stderr, isShown, line: () => 'line' });
  progress.note('a note');
  progress.end();
  expect(text()).toBe('a note\n');
});
