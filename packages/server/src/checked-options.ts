/** What no compiler has checked where the caller is JavaScript: told before anything is opened. */
import {
  checkedName,
  checkedOptions,
  closestName,
  type OptionNames,
  profiles,
  unknownName,
  vendors,
} from '@pushspec/contract';
import type { SiteOptions } from './http/site.ts';
import type { TrafficLimits } from './http/traffic.ts';
import type { Verdict } from './pipeline/verdict.ts';
import type { ServerOptions } from './server-options.ts';
import type { Filter } from './store/store.ts';

const SERVER_OPTIONS: OptionNames<ServerOptions> = {
  ...{ profile: true, documents: true, config: true, store: true, clock: true, random: true, sleep: true },
  ...{ site: true, inspector: true, mockUrl: true, adminToken: true, logLevel: true, logTo: true },
  ...{ limits: true, explain: true, onError: true },
};
const SITE_OPTIONS: OptionNames<SiteOptions> = { root: true, isBuilding: true };
const LIMITS: OptionNames<TrafficLimits> = { maxConnections: true, maxRequestsInFlight: true };

const FUNCTIONS = ['clock', 'random', 'sleep', 'mockUrl', 'onError'] as const;
const PAGES = ['site', 'inspector'] as const;

/** Returns the options. @throws TypeError that names the first that is unknown or has another type */
export function checkedServerOptions(given: ServerOptions): ServerOptions {
  const options = checkedOptions('createServer', given, SERVER_OPTIONS);
  const { profile, documents = {}, adminToken, limits } = options;
  if (limits !== undefined) checkedOptions('limits', limits, LIMITS);
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
    if (options[name] !== undefined) refuseMisspelled(name, options[name]);
  }
  // An empty one, as of a variable that is not set, would let everybody in.
  if (adminToken !== undefined && (typeof adminToken !== 'string' || adminToken === ''))
    throw new TypeError('adminToken must be a text that is not empty; leave it out to have one made');
  return options;
}

/** An opened site has more properties than these options, so only a name that is nearly one of them is refused. */
function refuseMisspelled(owner: string, site: SiteOptions): void {
  const known = Object.keys(SITE_OPTIONS);
  const misspelled = Object.keys(site).filter((name) => closestName(name, known) !== undefined);
  const unknown = unknownName(misspelled, known);
  if (unknown !== undefined) throw new TypeError(`${owner} has no option ${unknown}`);
}

const FILTER: OptionNames<Filter> = { vendor: true, outcome: true, reason: true, before: true, limit: true };
const OUTCOMES = ['accepted', 'rejected', 'ignored'] as const satisfies readonly Verdict['outcome'][];

/** Returns the filter. @throws TypeError that names what is unknown in it: it would let everything or nothing through */
export function checkedFilter(filter: Filter): Filter {
  const { vendor, outcome } = checkedOptions('requests', filter, FILTER);
  if (vendor !== undefined) checkedName({ what: 'vendor', value: vendor, names: vendors });
  if (outcome !== undefined) checkedName({ what: 'outcome', value: outcome, names: OUTCOMES });
  return filter;
}
