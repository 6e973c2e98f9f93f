/** Parses a copied webhook address. */
import { limits, servers } from '@pushspec/contract/guance';
import { checkedString } from '../options.ts';

export interface MonitorAddress {
  readonly baseUrl: string;
  readonly secret: string;
  /** `undefined` if the address ends after the secret; empty if it ends after the slash that follows. */
  readonly subUri: string | undefined;
}

const { path } = limits.pushEvent;
/** `/api/v1/push-events/` */
const PREFIX = path.slice(0, path.indexOf('{'));

/** Does not repeat the address, which is a secret. */
const MISTAKE =
  '`webhook` must be the copied webhook address of a saved monitor, ' +
  `${servers.public['Guance CN1']}${path} or the same without {subUri}, ` +
  'unchanged or percent-encoded, without user, query and fragment';

/**
 * Parses the address as a string, because every slash counts and a URL parser would change parts of it.
 *
 * @throws TypeError if it is not a webhook address
 */
export function monitorAddress(webhook: string): MonitorAddress {
  const text = webhook ? checkedString('webhook', webhook) : '';
  const at = text.indexOf(PREFIX);
  if (at === -1 || !isBase(text.slice(0, at)) || /[?#\t\r\n]/.test(text)) throw new TypeError(MISTAKE);
  const rest = text.slice(at + PREFIX.length);
  const slash = rest.indexOf('/');
  const secret = decoded(slash === -1 ? rest : rest.slice(0, slash));
  // An encoded slash would split the secret into two parts.
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
