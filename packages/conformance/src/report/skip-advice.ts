/** Explains why cases were skipped and how to enable them. */
import { roleNameOf } from '../apis/api-adapter.ts';
import { oneLine } from './reported-case.ts';

/** Why cases were skipped. */
export interface SkipReason {
  readonly cause: string;
  /** `undefined` if the cases cannot be enabled, for example against a vendor's own endpoint. */
  readonly advice?: string;
}

const ADMIN_API = 'use an endpoint with the admin API of the reference server';

const OTHER_CREDENTIALS = 'use other credentials at the endpoint and in the `--config` file';

/** Skip reasons of the runner and how to enable the cases. The first match applies. */
const ADVICE: readonly (readonly [RegExp, string | ((match: RegExpExecArray) => string | undefined)])[] = [
  [/real endpoint/, () => undefined],
  [
    /^its configuration must set (.+)$/,
    ([, settings]) => `set ${settings} at the endpoint and in the \`--config\` file, or ${ADMIN_API}`,
  ],
  [
    /rate limits of the contract$/,
    'use the rate limits of the contract at the endpoint, and leave `rateLimits` out of the `--config` file',
  ],
  [/^given up before/, 'see why the run ended early'],
  [/^a rate limit was reached/, 'run again when its window has passed'],
  [/refuses requests that the contract allows$/, 'correct this rate limit at the endpoint'],
  [/the run waits at most/, 'select fewer cases at a time, for example one `--api`'],
  [/take too long to use up the limit|refills while it is used up|too small for a Date/, ADMIN_API],
  [/cannot be (reset|set|changed|made to fail)$/, ADMIN_API],
  [/^the configuration has the same (\S+) twice$/, ([, name]) => `give each entry its own ${name}`],
  [/is reached before \S+ with the configured credentials/, OTHER_CREDENTIALS],
  [/^the configuration has /, OTHER_CREDENTIALS],
  [/a four-digit year/, 'set a smaller limit'],
  [/responded with 401$/, 'start the endpoint without an admin token'],
  [/^\w+ \/__admin/, 'check the admin API of the endpoint'],
  [/there is no signer$/, 'pass `sign` to `runScenarios`'],
  [/^it would leave an event/, 'pass `--leave-events`'],
];

/** Skip reasons for credentials and values that are missing from the configuration. */
const MISSING = [
  /^the configuration has no (?:(\S+) )?credential for (\S+)$/,
  /^the configuration has no value for ([\w-]+)\.(\w+)/,
];

function missing(api: string, role: string): SkipReason {
  const entry = roleNameOf(api, role) ?? `a value for \`${role}\``;
  return {
    cause: `the configuration has no ${api ? `${api} ` : ''}credential for the role ${role}`,
    advice: `add ${entry} to the endpoint and to the \`--config\` file`,
  };
}

/** Returns the cause of a skip, with advice if the cases can be enabled. */
export function skipReason(because: string): SkipReason {
  const cause = oneLine(because);
  for (const pattern of MISSING) {
    const [, api = '', role = ''] = pattern.exec(cause) ?? [];
    if (role) return missing(api, role);
  }
  const [, what, option] = /^(.*): (--[\w-]+) runs it$/.exec(cause) ?? [];
  if (what !== undefined) return { cause: what, advice: `pass \`${option}\`` };
  for (const [pattern, advice] of ADVICE) {
    const match = pattern.exec(cause);
    const rendered = match && typeof advice === 'function' ? advice(match) : advice;
    if (match) return { cause, ...(typeof rendered === 'string' && { advice: rendered }) };
  }
  return { cause };
}
