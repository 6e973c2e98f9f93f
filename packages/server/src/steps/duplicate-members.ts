/** Names that stand twice in one object: `JSON.parse` keeps the last one and says nothing. */
import { escapePointer } from '@pushspec/contract';
import { decodedString, endOfString } from './json-text.ts';

/** Reported for one body. */
const REPORTED = 5;

/** JSON pointers of the members that replace an earlier one of the same name. The text has to be valid JSON. */
export function duplicateMembers(text: string): string[] {
  const found: string[] = [];
  const stack: Level[] = [];
  for (let index = 0; index < text.length; index++) {
    const level = stack.at(-1);
    switch (text[index]) {
      case '{':
        stack.push({ names: new Set(), at: '', isNameNext: true });
        break;
      case '[':
        stack.push({ names: undefined, at: 0, isNameNext: false });
        break;
      case '}':
      case ']':
        stack.pop();
        break;
      case ',':
        if (level?.names) level.isNameNext = true;
        else if (level) level.at = Number(level.at) + 1;
        break;
      case '"': {
        const end = endOfString(text, index);
        if (level?.names && level.isNameNext) {
          level.at = decodedString(text.slice(index, end + 1));
          level.isNameNext = false;
          if (level.names.has(level.at)) found.push(pointerTo(stack));
          if (found.length === REPORTED) return found;
          level.names.add(level.at);
        }
        index = end;
      }
    }
  }
  return found;
}

interface Level {
  /** Names seen so far; undefined in an array. */
  names: Set<string> | undefined;
  /** The name or index at hand. */
  at: string | number;
  /** Whether the next string is a name. */
  isNameNext: boolean;
}

function pointerTo(stack: readonly Level[]): string {
  return stack.map(({ at }) => `/${escapePointer(String(at))}`).join('');
}
