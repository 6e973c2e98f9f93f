/** Where to send: an address that is given, or one of the table that is generated from a contract's `servers`. */

interface Wanted {
  /** Name of the option, for the message. */
  readonly option: string;
  readonly value: string | undefined;
  readonly baseUrl: string | undefined;
}

/** @throws TypeError that lists what there is */
export function addressIn(
  servers: Readonly<Record<string, string>>,
  { option, value, baseUrl }: Wanted,
): string {
  if (baseUrl !== undefined) {
    if (value === undefined) return baseUrl;
    throw new TypeError(`give ${option} or baseUrl, not both`);
  }
  const url = value !== undefined && Object.hasOwn(servers, value) ? servers[value] : undefined;
  if (url) return url;
  const names = Object.keys(servers).join(', ');
  throw new TypeError(`${option} must be one of ${names}; for any other address give baseUrl`);
}
