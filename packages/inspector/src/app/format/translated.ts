/** Translates a message: extracts its parameters with one template, and inserts them into another. */

/** Maximum length of a translated message. Matching longer messages against a template takes too long. */
const MAX_MESSAGE = 1000;

const PARAMETER = /\{(\w+)\}/;

/** Returns the translation, or `undefined` if the message does not match the template. */
export function translated(message: string, template: string, other: string): string | undefined {
  if (message.length > MAX_MESSAGE) return undefined;
  const pieces = template.split(PARAMETER);
  const pattern = pieces
    .map((piece, index) =>
      index % 2 === 1 ? '([\\s\\S]*?)' : piece.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'),
    )
    .join('');
  const values = new RegExp(`^${pattern}$`).exec(message)?.slice(1);
  if (!values) return undefined;
  const names = pieces.filter((_, index) => index % 2 === 1);
  return other.replaceAll(
    new RegExp(PARAMETER, 'g'),
    (whole, name: string) => values[names.indexOf(name)] ?? whole,
  );
}
