/** Colours for a terminal, and texts that cannot take it over. */
import type { Streams } from '../streams.ts';

/** Colours a text by the outcome that it tells of; leaves it as it is where no colours are wanted. */
export type Paint = (outcome: string, text?: string) => string;

const COLOURS: Readonly<Record<string, number>> = {
  accepted: 32,
  transformed: 32,
  rejected: 31,
  ignored: 33,
  warning: 33,
};

/** Colours are for terminals only, and not where NO_COLOR is set (https://no-color.org). */
export function paintFor({ stdout }: Streams, environment: NodeJS.ProcessEnv = process.env): Paint {
  const isColoured = stdout.isTTY === true && !environment.NO_COLOR && environment.TERM !== 'dumb';
  return (outcome, text = outcome) => {
    const colour = COLOURS[outcome];
    return isColoured && colour !== undefined ? `\u001b[${colour}m${text}\u001b[39m` : text;
  };
}

/** A text of unknown origin on one line: what would move the cursor or colour the screen is written out. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u${code.toString(16).padStart(4, '0')}`;
  });
}
