/** The address doctor: explains why no monitor accepts events sent to an address. */
import type { Monitor } from '@pushspec/contract';
import type { NamedMistake } from '../mistake.ts';
import type { Address } from './locate.ts';

/** An address, and the configuration to compare it with. */
export interface AddressToExplain extends Address {
  monitors: readonly Monitor[];
  apiKeys: readonly string[];
}

const COPY = 'Save the monitor first, then copy its webhook address as it is.';

/** An address that exceeds the longest one of a monitor by more characters is not examined. */
const MAX_EXCESS = 2000;

/** Returns the mistake that explains the address, or `undefined` if none is known. Its messages contain no secret. */
export function addressMistake(given: AddressToExplain): NamedMistake | undefined {
  const longest = Math.max(...given.monitors.map(lengthOf));
  if (lengthOf(given) > longest + MAX_EXCESS) return undefined;
  const monitor = given.monitors.find(({ secret }) => secret === given.secret);
  return monitor ? subUriMistake(given, monitor) : secretMistake(given);
}

function lengthOf({ secret, subUri = '' }: Pick<Monitor, 'secret' | 'subUri'>): number {
  return secret.length + subUri.length;
}

function secretMistake({ secret, subUri, monitors, apiKeys }: AddressToExplain): NamedMistake | undefined {
  const secrets = monitors.map((monitor) => monitor.secret);
  if (secrets.some((known) => subUri === known || subUri.split('/').includes(known)))
    return {
      code: 'secret-and-sub-uri-swapped',
      cause: 'the secret of a monitor is where the subUri belongs',
      fix: 'The secret is the first part after push-events/, and the subUri follows it.',
    };
  if (apiKeys.includes(secret))
    return {
      code: 'api-key-as-secret',
      cause: 'an API key is where the secret of the monitor belongs',
      fix: 'Put the secret of the monitor into the path. Send the API key in its header.',
    };
  const spellings: readonly (readonly [code: string, cause: string, change: (value: string) => string])[] = [
    ['secret-encoded-twice', 'the secret is percent-encoded twice', decoded],
    ['secret-with-spaces', 'the secret has spaces, quotation marks or brackets around it', bare],
  ];
  for (const [code, cause, change] of spellings)
    if (secrets.includes(change(secret))) return { code, cause, fix: COPY };
  if (secrets.some((known) => known.toLowerCase() === secret.toLowerCase()))
    return { code: 'secret-case', cause: 'the secret has a different letter case', fix: COPY };
  if (monitors.some((monitor) => monitor.subUri && `${secret}/${subUri}`.includes(monitor.subUri)))
    return {
      code: 'sub-uri-of-monitor-with-other-secret',
      cause: 'the subUri belongs to a monitor, but the secret does not',
      fix: 'Copy secret and subUri from the same monitor.',
    };
  return undefined;
}

function subUriMistake(
  given: AddressToExplain,
  { subUri: expected = '' }: Monitor,
): NamedMistake | undefined {
  const { subUri, monitors } = given;
  if (subUri === expected) return undefined;
  if (withoutSlashes(subUri) === withoutSlashes(expected)) return slashMistake(subUri, expected);
  const fix = COPY;
  if (subUri === '')
    return { code: 'sub-uri-left-out', cause: 'the monitor has a subUri, and the address has none', fix };
  if (decoded(subUri) === expected || decoded(decoded(subUri)) === expected)
    return { code: 'sub-uri-encoded-twice', cause: 'the subUri is percent-encoded twice', fix };
  if (monitors.some((monitor) => monitor.subUri === subUri))
    return { code: 'sub-uri-of-other-monitor', cause: 'the subUri belongs to another monitor', fix };
  if (expected === '')
    return { code: 'sub-uri-too-many', cause: 'the monitor has no subUri, and the address has one', fix };
  if (subUri.toLowerCase() === expected.toLowerCase())
    return { code: 'sub-uri-case', cause: 'the subUri has a different letter case', fix };
  if (bare(subUri) === expected)
    return { code: 'sub-uri-with-spaces', cause: 'the subUri has spaces or brackets around it', fix };
  if (expected.startsWith(subUri) || expected.endsWith(subUri))
    return {
      code: 'sub-uri-cut',
      cause: 'the subUri of the address is only part of the subUri of the monitor',
      fix,
    };
  if (subUri.startsWith(expected) || subUri.endsWith(expected))
    return {
      code: 'sub-uri-with-more',
      cause: 'the address has extra characters around the subUri of the monitor',
      fix,
    };
  return undefined;
}

function slashMistake(subUri: string, expected: string): NamedMistake {
  const differences: readonly (readonly [boolean, string])[] = [
    [subUri === `${expected}/`, 'the address has an extra slash at the end'],
    [`${subUri}/` === expected, 'the address lacks the slash at the end'],
    [subUri === `/${expected}`, 'the address has an extra slash before the subUri'],
    [/\/\//.test(subUri), 'the address has two slashes in a row'],
    [subUri.includes('\\'), 'the address has a backslash instead of a slash'],
  ];
  const cause = differences.find(([fits]) => fits)?.[1] ?? 'address and subUri differ in their slashes';
  return { code: 'slash-difference', cause, fix: 'Copy the address as it is. Every slash counts.' };
}

function withoutSlashes(value: string): string {
  return value.replace(/[/\\]+/g, '');
}

function bare(value: string): string {
  return value.replace(/^[\s"'<{]+|[\s"'>}]+$/g, '');
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
