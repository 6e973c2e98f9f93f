/** Finds a message of the server in what a program prints. */

/** Programs print at least this much of a message, or all of it. */
const RECOGNIZABLE = 40;

/** Whether the output has the message up to its first masked secret, in whatever way the program escapes and wraps it. */
export function isShown(message: string, output: string): boolean {
  const [known = ''] = message.split('…', 1);
  const sought = letters(known).slice(0, RECOGNIZABLE);
  return sought.length > 0 && letters(output).includes(sought);
}

/** Returns the letters and digits of a text. Escapes of JSON and of Python's strings are resolved. */
function letters(text: string): string {
  return text
    .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\+[nrt]/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
