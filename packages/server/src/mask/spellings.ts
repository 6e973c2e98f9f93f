/** How a secret can be spelled: as it is, percent-encoded, or with the escapes of JSON, in any mixture. */

/** The source of a pattern that matches all spellings of a text. Every repetition in it is bounded. */
export function spellingsOf(text: string): string {
  return [...text].map(spellingsOfCharacter).join('');
}

function spellingsOfCharacter(character: string): string {
  const plain = character.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  // A text in a text has more backslashes, and one that was encoded twice has %25 for each per cent sign.
  const spellings = [`\\\\{0,3}${plain}`, percentEncoded(character), unicodeEscaped(character)];
  if (character === ' ') spellings.push('\\+');
  return `(?:${spellings.join('|')})`;
}

function percentEncoded(character: string): string {
  return [...Buffer.from(character, 'utf8')].map((byte) => `%(?:25){0,2}${hex(byte, 2)}`).join('');
}

function unicodeEscaped(character: string): string {
  return Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
    .map((unit) => `\\\\{1,4}u${hex(unit, 4)}`)
    .join('');
}

/** Hexadecimal digits in either letter case. */
function hex(value: number, digits: number): string {
  return value
    .toString(16)
    .padStart(digits, '0')
    .replace(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}
