/** Takes a copied webhook address to pieces. */
import { limits, servers } from '@pushspec/contract/guance';

export interface MonitorAddress {
  readonly baseUrl: string;
  readonly secret: string;
  /** Undefined, the address ends after the secret; empty, it ends after the slash behind it. */
  readonly subUri: string | undefined;
}

const { path } = limits.pushEvent;
/** `/api/v1/push-events/` */
const PREFIX = path.slice(0, path.indexOf('{'));

/** Its text is not repeated: it is a secret by and large. */
const MISTAKE =
  'webhook must be the webhook address of a saved monitor as it is shown there, ' +
  `${servers.public['Guance CN1']}${path} or the same without {subUri}, ` +
  'as it is or percent-encoded, without user, query and fragment';

/**
 * Reads the address as text, as every slash in it counts and a URL parser would resolve or encode parts of it.
 * Blanks around it, which come with the clipboard, are left off.
 *
 * @throws TypeError if it is no such address
 */
export function monitorAddress(webhook: string): MonitorAddress {
  const text = typeof webhook === 'string' ? webhook.trim() : '';
  const at = text.indexOf(PREFIX);
  if (at === -1 || !isBase(text.slice(0, at)) || /[?#\t\r\n]/.test(text)) throw new TypeError(MISTAKE);
  const rest = text.slice(at + PREFIX.length);
  const slash = rest.indexOf('/');
  const secret = decoded(slash === -1 ? rest : rest.slice(0, slash));
  // A slash that was encoded would make two parts of the secret.
  if (secret === '' || secret.includes('/')) throw new TypeError(MISTAKE);
  return {
    baseUrl: text.slice(0, at),
    secret,
    subUri: slash === -1 ? undefined : decoded(rest.slice(slash + 1)),
  };
}

function isBase(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return !!url && ['http:', 'https:'].includes(url.protocol) && !url.username && !url.password;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new TypeError(MISTAKE);
  }
}
