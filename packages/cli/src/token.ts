/** Checks tokens before they are used. Their errors name the option or the variable, and not the token. */
import { checkedToken } from '@pushspec/contract';
import { CommandFailure, EXIT } from './failure.ts';

const RELAY_VARIABLE = 'PUSHSPEC_RELAY_TOKEN';

/** Returns a token that clients can send. Throws a usage error for any other. */
export function usableToken(name: string, token: string): string {
  try {
    return checkedToken(name, token);
  } catch (error) {
    throw new CommandFailure(EXIT.usage, (error as Error).message);
  }
}

/** Returns the token of a relay, or `undefined` if there is none or the variable is empty. Throws a usage error. */
export function relayToken(token: string | undefined, env = process.env): string | undefined {
  const isFromVariable = token === env[RELAY_VARIABLE];
  if (token === undefined || (token === '' && isFromVariable)) return undefined;
  return usableToken(isFromVariable ? RELAY_VARIABLE : '`--token`', token);
}
