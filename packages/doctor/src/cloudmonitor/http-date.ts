/** The Date header as senders of this API write it: RFC 1123 with GMT, UTC, or an offset. */

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const FORMAT =
  /^(?:[a-z]{3},\s*)?(\d{1,2})\s+([a-z]{3})\s+(\d{4})\s+(\d{2}):(\d{2}):(\d{2})\s+(gmt|utc|[+-]\d{4})$/i;

/** Milliseconds since 1970, or undefined. The name of the weekday is not compared. */
export function parseHttpDate(text: string): number | undefined {
  const match = FORMAT.exec(text.trim());
  if (!match) return undefined;
  const [, day = '', monthName = '', year = '', hour = '', minute = '', second = '', zone = ''] = match;
  const month = MONTHS.indexOf(monthName.toLowerCase());
  const parts = [Number(year), month, Number(day), Number(hour), Number(minute), Number(second)] as const;
  const instant = new Date(Date.UTC(...parts));
  // An instant that does not read back as it was written, such as the 31st of June, is none.
  const readBack = [
    ...[instant.getUTCFullYear(), instant.getUTCMonth(), instant.getUTCDate()],
    ...[instant.getUTCHours(), instant.getUTCMinutes(), instant.getUTCSeconds()],
  ];
  if (month < 0 || readBack.some((part, index) => part !== parts[index])) return undefined;
  return instant.getTime() - offsetMs(zone);
}

function offsetMs(zone: string): number {
  const match = /^([+-])(\d{2})(\d{2})$/.exec(zone);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === '-' ? -minutes : minutes) * 60_000;
}
