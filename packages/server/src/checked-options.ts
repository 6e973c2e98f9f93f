/** What no compiler has checked where the caller is JavaScript: told before anything is opened. */
import { checkedName, profiles, vendors } from '@pushspec/contract';
import type { ServerOptions } from './server-options.ts';

const FUNCTIONS = ['clock', 'random', 'sleep', 'mockUrl', 'onError'] as const;
const PAGES = ['site', 'inspector'] as const;

/** The options as they are. @throws TypeError that names the first that cannot be */
export function checkedOptions(options: ServerOptions): ServerOptions {
  const { profile, documents = {}, adminToken } = options;
  if (profile !== undefined) checkedName({ what: 'profile', value: profile, names: profiles });
  for (const vendor of Object.keys(documents))
    checkedName<string>({ what: 'vendor', value: vendor, names: vendors });
  for (const name of FUNCTIONS) {
    if (options[name] !== undefined && typeof options[name] !== 'function')
      throw new TypeError(`${name} must be a function`);
  }
  for (const name of PAGES) {
    if (options[name] !== undefined && typeof options[name].root !== 'string')
      throw new TypeError(`${name} must be an object whose root is the folder of the pages`);
  }
  // An empty one, as of a variable that is not set, would let everybody in.
  if (adminToken !== undefined && (typeof adminToken !== 'string' || adminToken === ''))
    throw new TypeError('adminToken must be a text that is not empty; leave it out to have one made');
  return options;
}
