/** Credentials that no entry of a configuration has. */

/** The text, made longer until it is not in the list. */
export function unusedText(text: string, used: readonly string[]): string {
  return used.includes(text) ? unusedText(`${text}-x`, used) : text;
}

/** The least positive whole number whose low 32 bits no number of the list has. */
export function unusedNumber(used: readonly number[]): number {
  const low = new Set(used.map((number) => number % 2 ** 32));
  let number = 1;
  while (low.has(number)) number++;
  return number;
}
