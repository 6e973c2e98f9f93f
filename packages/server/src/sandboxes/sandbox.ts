/** A sandbox: new credentials, with separate records, limits, faults and a clock for the requests that use them. */
import { type Config, checkedOptions, type OptionNames } from '@pushspec/contract';
import type { Realm } from '../realm.ts';
import type { RecordEvents } from '../store/record-events.ts';

/** Options of a new sandbox. */
export interface SandboxOptions {
  /** A label, such as the name of a test run. At most 100 characters. */
  name?: string;
  /** Seconds after which the sandbox is removed with its records, up to 30 days. @default 86400 */
  ttlSeconds?: number;
}

/** The id, name and lifetime of a sandbox. */
export interface SandboxFacts {
  /** Value for the query parameter `sandbox` of the admin API and the header `X-Pushspec-Sandbox`. */
  readonly id: string;
  /** The name given at creation. */
  readonly name?: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** ISO 8601, UTC, by the clock of the machine, which tests cannot change. */
  readonly expiresAt: string;
}

/** An open sandbox. */
export interface Sandbox {
  readonly facts: SandboxFacts;
  /** Its initial configuration, with secrets. */
  readonly config: Config;
  readonly realm: Realm;
  /** Events for its records as they are committed. */
  readonly recordEvents: RecordEvents;
  /** Aborted when the sandbox or the server closes. */
  readonly closing: AbortSignal;
}

/** Request header that assigns a request without a sandbox's credentials to a sandbox. It is not part of the vendor's API. */
export const SANDBOX_HEADER = 'x-pushspec-sandbox';

const DAY_SECONDS = 86_400;

/** Matches the limit in admin.openapi.yaml. */
const MAX_TTL_SECONDS = 30 * DAY_SECONDS;
const MAX_NAME = 100;

const SANDBOX_OPTIONS: OptionNames<SandboxOptions> = { name: true, ttlSeconds: true };

/** Returns the options with defaults. @throws TypeError that names the option and its valid values */
export function checkedSandboxOptions(given: SandboxOptions) {
  const { name, ttlSeconds = DAY_SECONDS } = checkedOptions('sandbox', given, SANDBOX_OPTIONS);
  if (!(Number.isInteger(ttlSeconds) && ttlSeconds >= 1 && ttlSeconds <= MAX_TTL_SECONDS))
    throw new TypeError(`\`ttlSeconds\` must be a whole number from 1 to ${MAX_TTL_SECONDS}`);
  if (name !== undefined && (typeof name !== 'string' || name.length > MAX_NAME))
    throw new TypeError(`\`name\` must be a string of at most ${MAX_NAME} characters`);
  return { ttlSeconds, ...(name !== undefined && { name }) };
}
