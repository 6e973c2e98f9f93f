/** Says why cases were skipped, and what would enable them. */
import type { Vendor } from '@pushspec/contract';
import { roleNames } from '../vendors/role-names.ts';
import { oneLine } from './reported-case.ts';

export interface SkipReason {
  readonly cause: string;
  /** Undefined where nothing enables the cases, for example against a vendor's own endpoint. */
  readonly advice?: string;
}

const ADMIN_API = 'use an endpoint with the admin API of the reference server';

const OTHER_CREDENTIALS = 'use other credentials at the endpoint and in the `--config` file';

/** What the runner says, and what would enable the cases. The first that matches counts. */
const ADVICE: readonly (readonly [RegExp, string | ((match: RegExpExecArray) => string | undefined)])[] = [
  [/real endpoint/, () => undefined],
  [
    /^its configuration has to have (.+)$/,
    ([, settings]) => `set ${settings} at the endpoint and in the \`--config\` file, or ${ADMIN_API}`,
  ],
  [
    /rate limits of the contract$/,
    'use the rate limits of the contract at the endpoint, and leave `rateLimits` out of the `--config` file',
  ],
  [/^given up before/, 'see why the run was given up'],
  [/^a rate limit was reached/, 'run again when its window has passed'],
  [/refuses requests that the contract allows$/, 'correct this rate limit at the endpoint'],
  [/the run waits no longer than/, 'select fewer cases at a time, for example one `--vendor`'],
  [/take too long to use the limit up|fills up while it is emptied|no Date meets for sure/, ADMIN_API],
  [/cannot be (given back|set|changed|made to fail)$/, ADMIN_API],
  [/^the configuration has the same (\S+) twice$/, ([, name]) => `give each entry its own ${name}`],
  [/is reached before \S+ with the credentials/, OTHER_CREDENTIALS],
  [/^the configuration has /, OTHER_CREDENTIALS],
  [/no year of four digits/, 'set a smaller limit'],
  [/is answered with 401$/, 'start the endpoint without an admin token'],
  [/^\w+ \/__admin/, 'check the admin API of the endpoint'],
  [/there is no signer$/, 'pass `sign` to `runScenarios`'],
  [/^it would leave an event/, 'pass `--leave-events`'],
];

/** Credentials and values that the configuration lacks, as the runner words it. */
const MISSING = [
  /^the configuration has no (?:(\S+) )?credential for (\S+)$/,
  /^the configuration has no value for (\w+)\.(\w+)/,
  /^\{\{(\w+)\.(\w+)[^{}]*\}\} has no value here$/,
];

function missing(vendor: string, role: string): SkipReason {
  const entry = roleNames[vendor as Vendor]?.[role] ?? `a value for \`${role}\``;
  return {
    cause: `the configuration has no ${vendor ? `${vendor} ` : ''}credential for the role ${role}`,
    advice: `add ${entry} to the endpoint and to the \`--config\` file`,
  };
}

export function skipReason(because: string): SkipReason {
  const cause = oneLine(because);
  for (const pattern of MISSING) {
    const [, vendor = '', role = ''] = pattern.exec(cause) ?? [];
    if (role) return missing(vendor, role);
  }
  const [, what, option] = /^(.*): (--[\w-]+) plays it$/.exec(cause) ?? [];
  if (what !== undefined) return { cause: what, advice: `pass \`${option}\`` };
  for (const [pattern, advice] of ADVICE) {
    const match = pattern.exec(cause);
    const text = match && typeof advice === 'function' ? advice(match) : advice;
    if (match) return { cause, ...(typeof text === 'string' && { advice: text }) };
  }
  return { cause };
}
