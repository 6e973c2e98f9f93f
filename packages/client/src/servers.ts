/** Looks an address up in the table that is generated from a contract's `servers`. */

interface Wanted {
  /** Name of the option, for the message. */
  readonly option: string;
  readonly value: string;
}

/** @throws TypeError that lists what there is */
export function serverUrl(servers: Readonly<Record<string, string>>, { option, value }: Wanted): string {
  const url = Object.hasOwn(servers, value) ? servers[value] : undefined;
  if (url) return url;
  const names = Object.keys(servers).join(', ');
  throw new TypeError(`${option} must be one of ${names}; for any other address give baseUrl`);
}
