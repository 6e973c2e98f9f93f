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

/** A cause as the runner words it. The first that matches counts. */
const REASONS: readonly (readonly [RegExp, (match: RegExpExecArray) => SkipReason])[] = [
  [/.*real endpoint.*/, ([cause]) => ({ cause })],
  [
    /^the configuration has no (?:(\S+) )?credential for (\S+)$/,
    ([, vendor = '', role = '']) => missing(vendor, role),
  ],
  [/^\{\{(\w+)\.(\w+)[^{}]*\}\} has no value here$/, ([, vendor = '', role = '']) => missing(vendor, role)],
  [
    /^its configuration has to have (.+)$/,
    ([cause, settings]) => ({
      cause,
      advice: `set ${settings} at the endpoint and in the \`--config\` file, or ${ADMIN_API}`,
    }),
  ],
  [
    /rate limits of the contract$/,
    ([cause]) => ({
      cause,
      advice:
        'use the rate limits of the contract at the endpoint, and leave `rateLimits` out of the `--config` file',
    }),
  ],
  [/^a rate limit was reached.*/, ([cause]) => ({ cause, advice: 'run again when its window has passed' })],
  [
    /.*(take too long to use the limit up|cannot be (given back|set|changed)$|cannot be made to fail$).*/,
    ([cause]) => ({ cause, advice: ADMIN_API }),
  ],
  [/.* is answered with 401$/, ([cause]) => ({ cause, advice: 'start the endpoint without an admin token' })],
  [/^\w+ \/__admin.*/, ([cause]) => ({ cause, advice: 'check the admin API of the endpoint' })],
  [/.*there is no signer$/, ([cause]) => ({ cause, advice: 'pass `sign` to `runScenarios`' })],
  [/^it would leave an event.*/, ([cause]) => ({ cause, advice: 'pass `--leave-events`' })],
];

function missing(vendor: string, role: string): SkipReason {
  const entry = roleNames[vendor as Vendor]?.[role] ?? `a value for \`${role}\``;
  return {
    cause: `the configuration has no ${vendor ? `${vendor} ` : ''}credential for the role ${role}`,
    advice: `add ${entry} to the endpoint and to the \`--config\` file`,
  };
}

export function skipReason(because: string): SkipReason {
  const text = oneLine(because);
  for (const [pattern, make] of REASONS) {
    const match = pattern.exec(text);
    if (match) return make(match);
  }
  return { cause: text };
}
