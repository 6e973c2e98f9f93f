/** Refuses options that do not exist, which no compiler finds in JavaScript. */

/** @throws TypeError that names the first unknown option and lists the known ones */
export function checkOptionNames(owner: string, options: object, known: readonly string[]): void {
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const names = known.map((name) => `\`${name}\``).join(', ');
  throw new TypeError(`${owner} has no option \`${unknown}\`: use ${names}`);
}
