/** Numbers as Go's FormatFloat(value, 'f', -1, 64) writes them. */

/** The shortest digits that read back as the same double, without an exponent: 1e21 has 22 digits, 1e-7 is 0.0000001. */
export function plainNumber(value: number): string {
  if (Object.is(value, -0)) return '-0';
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  const shift = Number(exponent);
  if (shift === 0) return String(value);
  const digits = whole + fraction;
  // Where the point goes, counted from the first digit.
  const point = whole.length + shift;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return `${sign}${digits.padEnd(point, '0')}`;
}
