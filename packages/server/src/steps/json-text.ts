/** Reading the text of a JSON document where its value does not tell enough. The text has to be valid JSON. */

/** Index of the quote that ends the string which starts at `start`. */
export function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index++) {
    if (text[index] === '\\') index++;
    else if (text[index] === '"') return index;
  }
  return text.length;
}

/** Decodes a string with its quotes. Control characters in it may be unescaped: some receivers accept them. */
export function decodedString(literal: string): string {
  try {
    return JSON.parse(literal);
  } catch {
    return JSON.parse(withEscapedControls(literal));
  }
}

/** Escapes control characters, also those outside of strings. */
export function withEscapedControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  return text.replace(/[\u0000-\u001f]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** A member of an object as it is written. */
export interface WrittenMember {
  /** Decoded. */
  name: string;
  /** The text of its value. */
  text: string;
}

/** The members of the object that a text is, in their order, those that stand twice included. */
export function writtenMembers(text: string): WrittenMember[] {
  const members: WrittenMember[] = [];
  let depth = 0;
  let name: string | undefined;
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '"') {
      const end = endOfString(text, index);
      if (depth === 1 && name === undefined) name = decodedString(text.slice(index, end + 1));
      index = end;
    } else if (character === ':' && depth === 1) start = index + 1;
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']' || character === ',') {
      if (depth === 1 && name !== undefined) {
        members.push({ name, text: text.slice(start, index).trim() });
        name = undefined;
      }
      if (character !== ',') depth--;
    }
  }
  return members;
}
