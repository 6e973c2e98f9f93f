/** Reading the text of a JSON document where its value does not tell enough. The text has to be valid JSON. */

/** Index of the quote that ends the string which starts at `start`. */
export function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index++) {
    if (text[index] === '\\') index++;
    else if (text[index] === '"') return index;
  }
  return text.length;
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
      if (depth === 1 && name === undefined) name = JSON.parse(text.slice(index, end + 1)) as string;
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
