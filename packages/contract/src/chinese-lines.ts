/** Joins the lines of Chinese prose. A line break would become a space, which Chinese does not have. */
const FULL_WIDTH = '[\\u3001-\\u303f\\uff01-\\uff65]';
const HAN = '[\\p{Script=Han}“”‘’…—]';

/** Matches a space that Chinese does not have: next to full-width punctuation, or between Han characters. */
const STRAY = new RegExp(
  `(?<=${FULL_WIDTH})\\s+(?=\\S)|(?<=\\S)\\s+(?=${FULL_WIDTH})|(?<=\\p{Script=Han})\\s+(?=\\p{Script=Han})`,
  'u',
);
const ENDS = new RegExp(`${FULL_WIDTH}$`, 'u');
const STARTS = new RegExp(`^${FULL_WIDTH}`, 'u');
const ENDS_HAN = new RegExp(`${HAN}$`, 'u');
const STARTS_HAN = new RegExp(`^${HAN}`, 'u');

/** Matches a line that starts a block of its own: a list item, heading, quote, table row, HTML or fence. */
const BLOCK = /^(?:[-*+] |\d+[.)] |[#>|<]|```|~~~)/;

/** Matches a line that a paragraph cannot continue. */
const CLOSED = /^(?:#|[|<]|```|~~~)| {2}$|\\$/;

/**
 * Joins lines of Markdown without a space if the break is next to full-width punctuation or between Han characters. Keeps
 * other breaks, blocks and fenced code.
 */
export function joinChineseLines(markdown: string): string {
  const joined: string[] = [];
  let fence = false;
  for (const line of markdown.split('\n')) {
    const last = joined.at(-1);
    if (last !== undefined && !fence && isContinued(last, line.trimStart())) {
      joined[joined.length - 1] = last.trimEnd() + line.trimStart();
    } else joined.push(line);
    if (/^\s*(?:```|~~~)/.test(line)) fence = !fence;
  }
  return joined.join('\n');
}

function isContinued(last: string, next: string): boolean {
  if (next === '' || BLOCK.test(next) || CLOSED.test(last.trimStart())) return false;
  const end = last.trimEnd();
  return ENDS.test(end) || (end !== '' && STARTS.test(next)) || (ENDS_HAN.test(end) && STARTS_HAN.test(next));
}

/** Returns the characters around the first stray space of a Chinese paragraph, or `undefined` if there is none. */
export function strayChineseSpace(text: string): string | undefined {
  for (const line of text.split('\n')) {
    const found = STRAY.exec(line);
    if (found) return line.slice(Math.max(0, found.index - 6), found.index + found[0].length + 6);
  }
  return undefined;
}
