/** Validates options at run time for callers without a type checker, before any resource is opened. */
import {
  apiNames,
  checkedName,
  checkedOptions,
  checkedToken,
  closestName,
  type OptionNames,
  profiles,
  unknownName,
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

/** Returns the options. @throws TypeError that names the first option that is unknown or has the wrong type */
export function checkedServerOptions(given: ServerOptions): ServerOptions {
  const options = checkedOptions('createServer', given, SERVER_OPTIONS);
  const { profile, documents = {}, adminToken, limits } = options;
  if (limits !== undefined) checkedOptions('limits', limits, LIMITS);
  if (profile !== undefined) checkedName({ what: 'profile', value: profile, names: profiles });
  for (const api of Object.keys(documents)) checkedName<string>({ what: 'api', value: api, names: apiNames });
  for (const name of FUNCTIONS) {
    if (options[name] !== undefined && typeof options[name] !== 'function')
      throw new TypeError(`\`${name}\` must be a function`);
  }
  for (const name of PAGES) {
    if (options[name] !== undefined && typeof options[name].root !== 'string')
      throw new TypeError(`\`${name}\` must be an object with a \`root\`: the folder of the pages`);
    if (options[name] !== undefined) refuseMisspelled(name, options[name]);
  }
  // An empty token, such as from an unset environment variable, would give everyone access.
  if (adminToken !== undefined && (typeof adminToken !== 'string' || adminToken === ''))
    throw new TypeError('`adminToken` must be a non-empty string; leave it out to generate one');
  if (adminToken !== undefined) checkedToken('`adminToken`', adminToken);
  return options;
}

/** Rejects only near-misses of known names, because an opened site has more properties than these options. */
function refuseMisspelled(owner: string, site: SiteOptions): void {
  const known = Object.keys(SITE_OPTIONS);
  const misspelled = Object.keys(site).filter((name) => closestName(name, known) !== undefined);
  const unknown = unknownName(misspelled, known);
  if (unknown !== undefined) throw new TypeError(`${owner} has no option ${unknown}`);
}

const FILTER: OptionNames<Filter> = {
  ...{ api: true, outcome: true, reason: true, sandbox: true, before: true, limit: true },
};
const OUTCOMES = ['accepted', 'rejected', 'ignored'] as const satisfies readonly Verdict['outcome'][];

/** Returns the filter. @throws TypeError that names an unknown property, which would match everything or nothing */
export function checkedFilter(filter: Filter): Filter {
  const { api, outcome } = checkedOptions('requests', filter, FILTER);
  if (api !== undefined) checkedName({ what: 'api', value: api, names: apiNames });
  if (outcome !== undefined) checkedName({ what: 'outcome', value: outcome, names: OUTCOMES });
  return filter;
}

/** Returns the id. @throws TypeError for anything that is not a string */
export function checkedId(id: string): string {
  if (typeof id === 'string') return id;
  throw new TypeError('`request` takes the `id` of a verdict, such as (await server.requests())[0].id');
}
