/** Colors text for a terminal, and escapes control characters. */
import type { Streams } from '../streams.ts';

/** Colors a string by an outcome, or returns it unchanged if colors are off. */
export type Paint = (outcome: string, text?: string) => string;

const COLORS: Readonly<Record<string, number>> = {
  accepted: 32,
  transformed: 32,
  rejected: 31,
  ignored: 33,
  warning: 33,
};

/** Creates a painter. Colors are on for terminals, unless NO_COLOR is set (https://no-color.org). */
export function paintFor({ stdout }: Streams, environment: NodeJS.ProcessEnv = process.env): Paint {
  const isColored = stdout.isTTY === true && !environment.NO_COLOR && environment.TERM !== 'dumb';
  return (outcome, text = outcome) => {
    const color = COLORS[outcome];
    return isColored && color !== undefined ? `\u001b[${color}m${text}\u001b[39m` : text;
  };
}

/** Escapes the characters of an untrusted string that would move the cursor, change colors or start a new line. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u${code.toString(16).padStart(4, '0')}`;
  });
}
