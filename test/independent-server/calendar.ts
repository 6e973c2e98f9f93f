/** Knows the days of the calendar. */

/** Returns whether the calendar has this day. */
export function isDay([year = 0, month = 0, day = 0]: readonly number[]): boolean {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
}
