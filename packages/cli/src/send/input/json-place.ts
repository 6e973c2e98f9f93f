/** Where a text stops being JSON. */

/** Line and column; `its end` where the text is not complete; empty where it is JSON. */
export function placeInJson(text: string): string {
  const offset = faultOffset(text);
  if (offset === undefined) return '';
  if (offset === text.length) return 'its end';
  const before = text.slice(0, offset).split('\n');
  return `line ${before.length} column ${(before.at(-1)?.length ?? 0) + 1}`;
}

/**
 * The engine does not always say it. But the beginning of a JSON text lacks its end and nothing else, so that the place is
 * behind the longest such beginning.
 */
function faultOffset(text: string): number | undefined {
  const told = toldOffset(text);
  if (told !== undefined || isJson(text)) return told;
  let good = 0;
  let bad = text.length;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    const beginning = text.slice(0, middle);
    if (isJson(beginning) || toldOffset(beginning) === middle) good = middle;
    else bad = middle;
  }
  return good;
}

/** Undefined, it is JSON, or the engine does not say where it is not. */
function toldOffset(text: string): number | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const { message } = error as Error;
    const position = /at position (\d+)/.exec(message)?.[1];
    if (position !== undefined) return Number(position);
    return /end of JSON input/.test(message) ? text.length : undefined;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
