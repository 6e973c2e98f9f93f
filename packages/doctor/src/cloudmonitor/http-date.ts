/** Parses Date headers as senders of this API write them: RFC 1123 with GMT, UTC or an offset. */

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const FORMAT =
  /^(?:[a-z]{3},\s*)?(\d{1,2})\s+([a-z]{3})\s+(\d{4})\s+(\d{2}):(\d{2}):(\d{2})\s+(gmt|utc|[+-]\d{4})$/i;

/** Returns milliseconds since 1970, or `undefined` for an invalid date. Does not check the weekday. */
export function parseHttpDate(header: string): number | undefined {
  const match = FORMAT.exec(header.trim());
  if (!match) return undefined;
  const [, day = '', monthName = '', year = '', hour = '', minute = '', second = '', zone = ''] = match;
  const month = MONTHS.indexOf(monthName.toLowerCase());
  const parts = [Number(year), month, Number(day), Number(hour), Number(minute), Number(second)] as const;
  const date = new Date(Date.UTC(...parts));
  // A date that does not read back as written, such as June 31, does not exist.
  const readBack = [
    ...[date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()],
    ...[date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()],
  ];
  if (month < 0 || readBack.some((part, index) => part !== parts[index])) return undefined;
  return date.getTime() - offsetMs(zone);
}

function offsetMs(zone: string): number {
  const match = /^([+-])(\d{2})(\d{2})$/.exec(zone);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === '-' ? -minutes : minutes) * 60_000;
}
