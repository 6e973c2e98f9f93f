/** Creates credentials that no configuration entry uses. */

/** Returns the string, extended until it is not in the list. */
export function unusedString(text: string, used: readonly string[]): string {
  return used.includes(text) ? unusedString(`${text}-x`, used) : text;
}

/** Returns the smallest positive integer whose low 32 bits differ from every number in the list. */
export function unusedNumber(used: readonly number[]): number {
  const low = new Set(used.map((number) => number % 2 ** 32));
  let number = 1;
  while (low.has(number)) number++;
  return number;
}
