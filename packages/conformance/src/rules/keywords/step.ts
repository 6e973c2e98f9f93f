/** Finds the next number above or below a bound. */

/** Returns the number plus or minus one, or the adjacent floating-point number if that makes no difference. */
export function step(value: number, direction: 1 | -1): number {
  const next = value + direction;
  return next === value ? neighbor(value, direction) : next;
}

function neighbor(value: number, direction: 1 | -1): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigInt64(0);
  // Apart from the sign, the bits of floating-point numbers sort like the numbers.
  view.setBigInt64(0, bits + BigInt(value < 0 ? -direction : direction));
  return view.getFloat64(0);
}
