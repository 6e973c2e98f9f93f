/** Wrong timestamps, for both schemes. */

export const times: readonly (readonly [code: string, name: string, value: string])[] = [
  ['timestamp-format', 'milliseconds', '2026-11-30T09:42:05.123Z'],
  ['timestamp-format', 'offset', '2026-11-30T17:42:05+08:00'],
  ['timestamp-format', 'no Z', '2026-11-30T09:42:05'],
  ['timestamp-format', 'no T', '2026-11-30 09:42:05'],
  ['timestamp-format', 'as for AWS', '20261130T094205Z'],
  ['timestamp-format', 'seconds', '1795945325'],
  ['timestamp-format', 'Date', 'Mon, 30 Nov 2026 09:42:05 GMT'],
  ['timestamp-format', 'a day that does not exist', '2026-11-31T09:42:05Z'],
  ['timestamp-zone', 'Chinese time', '2026-11-30T17:42:05Z'],
  ['timestamp-zone', 'Pacific time', '2026-11-30T01:42:05Z'],
  ['clock-wrong', '20 minutes behind', '2026-11-30T09:22:05Z'],
  ['clock-wrong', 'a day ahead', '2026-12-01T10:01:05Z'],
];
