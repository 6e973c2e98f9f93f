/** The instants of events: `20171023T144439.948+0800`, or 13 digits of milliseconds. */

const LAYOUT = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d\.\d{3})([+-]\d\d)(\d\d)$/;

/** Milliseconds since 1970 of a time that the contract lets pass; undefined for any other value. */
export function eventTime(time: unknown): number | undefined {
  if (typeof time === 'number') return time;
  if (typeof time !== 'string') return undefined;
  if (/^\d{13}$/.test(time)) return Number(time);
  const instant = Date.parse(time.replace(LAYOUT, '$1-$2-$3T$4:$5:$6$7:$8'));
  return Number.isNaN(instant) ? undefined : instant;
}
