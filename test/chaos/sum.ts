/** Adds up the figures of several rounds. */

/** Figures of a round: numbers, lists, and counts by name. */
export type Summable = Readonly<
  Record<string, number | readonly string[] | Readonly<Record<string, number>>>
>;

/** Adds numbers and counts, and joins lists. Keeps the maximum of figures named `longest…`. */
export function sumOf(rounds: readonly Summable[]): Summable {
  const sum: Record<string, Summable[string]> = {};
  for (const [name, value] of rounds.flatMap((round) => Object.entries(round))) {
    const before = sum[name];
    if (before === undefined) sum[name] = value;
    else if (typeof value === 'number') {
      const earlier = before as number;
      sum[name] = name.startsWith('longest') ? Math.max(earlier, value) : earlier + value;
    } else if (Array.isArray(value)) sum[name] = [...(before as readonly string[]), ...value];
    else
      sum[name] = sumOf([before as Record<string, number>, value as Record<string, number>]) as Record<
        string,
        number
      >;
  }
  return sum;
}
