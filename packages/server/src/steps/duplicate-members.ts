/** Names that stand twice in one object: `JSON.parse` keeps the last one and says nothing. */
import { escapePointer } from '@pushspec/contract';

/** Reported for one body. */
const REPORTED = 5;

/** JSON pointers of the members that replace an earlier one of the same name. The text has to be valid JSON. */
export function duplicateMembers(text: string, value: unknown): string[] {
  // Written without blanks and escapes, a body without duplicates is as long as what is written again from its value.
  if (JSON.stringify(value).length === text.length) return [];
  const found: string[] = [];
  const stack: Level[] = [];
  const scanner = /"(?:[^"\\]|\\.)*"(\s*:)?|[[\]{},]/gs;
  for (const [token, isName] of text.matchAll(scanner)) {
    const level = stack.at(-1);
    if (token === '{' || token === '[')
      stack.push({ names: token === '{' ? new Set() : undefined, at: token === '{' ? '' : 0 });
    else if (token === '}' || token === ']') stack.pop();
    else if (token === ',') {
      if (level && typeof level.at === 'number') level.at++;
    } else if (isName !== undefined && level?.names) {
      level.at = JSON.parse(token.slice(0, -isName.length)) as string;
      if (level.names.has(level.at))
        found.push(stack.map(({ at }) => `/${escapePointer(String(at))}`).join(''));
      if (found.length === REPORTED) return found;
      level.names.add(level.at);
    }
  }
  return found;
}

interface Level {
  /** Names seen so far; undefined in an array. */
  names: Set<string> | undefined;
  /** The name or index at hand. */
  at: string | number;
}
