/** The next number that a bound tells apart. */

/** One more or one less; where a number is too large for that, its neighbour among the numbers that there are. */
export function step(value: number, direction: 1 | -1): number {
  const next = value + direction;
  return next === value ? neighbour(value, direction) : next;
}

function neighbour(value: number, direction: 1 | -1): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigInt64(0);
  // The bits of a number are in the order of its size, without its sign.
  view.setBigInt64(0, bits + BigInt(value < 0 ? -direction : direction));
  return view.getFloat64(0);
}
