/** The three formats of an HTTP date. `Date.parse` alone would accept nearly any string. */
const HTTP_DATE = /^[A-Z][a-z]+,? .*\d\d:\d\d:\d\d(?: GMT| \d{4})$/;

/** Returns the time of an HTTP date in milliseconds since 1970; `undefined` if it is not one. */
export function httpDate(value: string | null): number | undefined {
  if (value === null || !HTTP_DATE.test(value)) return undefined;
  const time = Date.parse(value.endsWith('GMT') ? value : `${value} GMT`);
  return Number.isNaN(time) ? undefined : time;
}
