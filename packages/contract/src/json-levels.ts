/** Keeps the path of the current value during a scan of JSON. */
import { escapePointer } from './document.ts';

/** An object or array around the current value. */
export interface Level {
  /** Names so far; `undefined` in an array. */
  readonly names: Set<string> | undefined;
  /** The current name or index. */
  at: string | number;
}

const OPEN_OBJECT = 0x7b;
const OPEN_ARRAY = 0x5b;

/** Counts a value that begins with the byte `first`, inside `level` arrays and objects. */
export function beginValue(levels: Level[], level: number, first: number | undefined): void {
  levels.length = level;
  const parent = levels.at(-1);
  if (typeof parent?.at === 'number') parent.at++;
  if (first === OPEN_OBJECT) levels.push({ names: new Set(), at: '' });
  else if (first === OPEN_ARRAY) levels.push({ names: undefined, at: -1 });
}

/** Moves the innermost level to this name and returns it. */
export function levelWith(levels: readonly Level[], name: string): Level {
  const level = levels.at(-1) as Level;
  level.at = name;
  return level;
}

/** Returns the JSON pointer of the current value. */
export function pointerTo(levels: readonly Level[]): string {
  return levels.map(({ at }) => `/${escapePointer(String(at))}`).join('');
}
