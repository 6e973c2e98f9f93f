/** Checks the token of a relay before it is used. */
import { CommandFailure, EXIT } from '../failure.ts';

const VARIABLE = 'PUSHSPEC_RELAY_TOKEN';

/** What the value of a header can be, without whitespace at its ends. */
const TOKEN = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

/**
 * Returns the token, or `undefined` if there is none or the variable is empty. Throws a usage error that names the option
 * or the variable, and not the token.
 */
export function checkedToken(token: string | undefined, env = process.env): string | undefined {
  const isFromVariable = token === env[VARIABLE];
  if (token === undefined || (token === '' && isFromVariable)) return undefined;
  if (TOKEN.test(token)) return token;
  throw new CommandFailure(
    EXIT.usage,
    `${isFromVariable ? VARIABLE : '`--token`'} must contain only visible ASCII characters, and spaces only in between: trim what was read from a file or a variable`,
  );
}
