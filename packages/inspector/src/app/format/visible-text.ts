/** Escapes control, bidirectional and invisible characters in untrusted text. */

const MAX_LENGTH = 200_000;

/** Returns the text with such characters as code points. Keeps line feeds and tabs. Truncates long text and states how much is missing. */
export function visibleText(text: string): string {
  const shown = text
    .slice(0, MAX_LENGTH)
    .replace(/(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) => {
      const code = character.codePointAt(0) ?? 0;
      return `\u27e8U+${code.toString(16).toUpperCase().padStart(4, '0')}\u27e9`;
    });
  return text.length > MAX_LENGTH ? `${shown}\u2026 (+${text.length - MAX_LENGTH})` : shown;
}

/** Formats JSON with line breaks. Any other body stays unchanged. */
export function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
