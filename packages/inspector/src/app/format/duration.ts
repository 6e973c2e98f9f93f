/** Formats a duration in its two largest units, such as `1 year 8 days`. */

const DAY = 86_400;

/** Seconds per unit. A year has 365 days. Months are omitted, because their lengths differ. */
const UNITS = [
  ['year', 365 * DAY],
  ['day', DAY],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** Returns the largest unit that is not zero, and the next smaller unit unless it is zero. */
export function duration(seconds: number, language: 'en' | 'zh'): string {
  const whole = Math.max(0, Math.floor(seconds));
  const found = UNITS.findIndex(([, size]) => whole >= size);
  const first = found < 0 ? UNITS.length - 1 : found;
  const parts: string[] = [];
  let rest = whole;
  for (const [unit, size] of UNITS.slice(first, first + 2)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0 || parts.length === 0) parts.push(counted(count, unit, language));
  }
  return parts.join(' ');
}

function counted(count: number, unit: string, language: 'en' | 'zh'): string {
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}
