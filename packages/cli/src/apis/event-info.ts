/** Reads the argument of `aliyuncli cms PutEvent --EventInfo`, whose samples have single quotes where JSON has double ones. */

/** The value; undefined if it is neither JSON nor JSON with single quotes. */
export function parseEventInfo(text: string): unknown {
  return parse(text) ?? parse(withDoubleQuotes(text));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A string in either kind of quotes, with its escapes. */
const STRING = /"(?:[^"\\]|\\.)*"|'((?:[^'\\]|\\.)*)'/gs;

/** Strings in double quotes stay as they are. */
function withDoubleQuotes(text: string): string {
  return text.replace(STRING, (whole, single: string | undefined) =>
    single === undefined ? whole : `"${single.replace(/\\.|"/gs, rewritten)}"`,
  );
}

/** A quote that needs its escape now, and one that needs it no more; other escapes are the same in JSON. */
function rewritten(found: string): string {
  if (found === '"') return '\\"';
  return found === "\\'" ? "'" : found;
}
