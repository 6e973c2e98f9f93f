/** Text of others made visible: what steers a terminal, a bidi run or nothing at all is written out. */

const MAX_LENGTH = 200_000;

/** Line feeds and tabs stay. What is cut is said at the end. */
export function visibleText(text: string): string {
  const shown = text
    .slice(0, MAX_LENGTH)
    .replace(/(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) => {
      const code = character.codePointAt(0) ?? 0;
      return `\u27e8U+${code.toString(16).toUpperCase().padStart(4, '0')}\u27e9`;
    });
  return text.length > MAX_LENGTH ? `${shown}\u2026 (+${text.length - MAX_LENGTH})` : shown;
}

/** JSON with line breaks; a body that is none as it stands. */
export function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
