/** Finds the address to send to: the given one, or one of the contract's `servers`. */

interface ServerChoice {
  /** Name of the option, for the error message. */
  readonly option: string;
  readonly value: string | undefined;
  readonly baseUrl: string | undefined;
}

/** Returns the address. @throws TypeError that lists the valid names */
export function addressIn(
  servers: Readonly<Record<string, string>>,
  { option, value, baseUrl }: ServerChoice,
): string {
  if (baseUrl !== undefined) {
    if (value === undefined) return baseUrl;
    throw new TypeError(`pass \`${option}\` or \`baseUrl\`, not both`);
  }
  const url = value !== undefined && Object.hasOwn(servers, value) ? servers[value] : undefined;
  if (url) return url;
  const names = Object.keys(servers).join(', ');
  throw new TypeError(`\`${option}\` must be one of ${names}; for any other address pass \`baseUrl\``);
}
