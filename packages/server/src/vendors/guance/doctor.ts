/** The address doctor: why no monitor takes an event that is sent to an address. */
import type { Monitor } from '@pushspec/contract';
import type { NamedMistake } from '../mistake.ts';
import type { Address } from './locate.ts';

export interface Addressee extends Address {
  monitors: readonly Monitor[];
  apiKeys: readonly string[];
}

const COPY = 'Save the monitor first, then copy its webhook address as it is.';

/** An address with more characters than this beyond the longest address of a monitor has no known mistake. */
const MAX_EXCESS = 2000;

/** The mistake that explains the address; undefined where none is known. No text holds a secret. */
export function addressMistake(given: Addressee): NamedMistake | undefined {
  const longest = Math.max(...given.monitors.map(lengthOf));
  if (lengthOf(given) > longest + MAX_EXCESS) return undefined;
  const monitor = given.monitors.find(({ secret }) => secret === given.secret);
  return monitor ? subUriMistake(given, monitor) : secretMistake(given);
}

function lengthOf({ secret, subUri = '' }: Pick<Monitor, 'secret' | 'subUri'>): number {
  return secret.length + subUri.length;
}

function secretMistake({ secret, subUri, monitors, apiKeys }: Addressee): NamedMistake | undefined {
  const secrets = monitors.map((monitor) => monitor.secret);
  if (secrets.some((known) => subUri === known || subUri.split('/').includes(known)))
    return {
      code: 'secret-and-sub-uri-swapped',
      cause: 'the secret of a monitor stands where the subUri belongs',
      fix: 'The secret is the first part after push-events/, and the subUri follows it.',
    };
  if (apiKeys.includes(secret))
    return {
      code: 'api-key-as-secret',
      cause: 'an API key stands where the secret of the monitor belongs',
      fix: 'Put the secret of the monitor into the path; an API key goes into its header.',
    };
  const spellings: readonly (readonly [code: string, cause: string, change: (text: string) => string])[] = [
    ['secret-encoded-twice', 'the secret is percent-encoded twice', decoded],
    ['secret-with-blanks', 'the secret has blanks, quotation marks or brackets around it', bare],
  ];
  for (const [code, cause, change] of spellings)
    if (secrets.includes(change(secret))) return { code, cause, fix: COPY };
  if (secrets.some((known) => known.toLowerCase() === secret.toLowerCase()))
    return { code: 'secret-case', cause: 'the secret is written in another case', fix: COPY };
  if (monitors.some((monitor) => monitor.subUri && `${secret}/${subUri}`.includes(monitor.subUri)))
    return {
      code: 'sub-uri-of-monitor-with-other-secret',
      cause: 'the subUri is that of a monitor, but the secret is not',
      fix: 'Copy secret and subUri from the same monitor.',
    };
  return undefined;
}

function subUriMistake(given: Addressee, { subUri: expected = '' }: Monitor): NamedMistake | undefined {
  const { subUri, monitors } = given;
  if (subUri === expected) return undefined;
  if (slashless(subUri) === slashless(expected)) return slashMistake(subUri, expected);
  const fix = COPY;
  if (subUri === '')
    return { code: 'sub-uri-left-out', cause: 'the monitor has a subUri, and the address has none', fix };
  if (decoded(subUri) === expected || decoded(decoded(subUri)) === expected)
    return { code: 'sub-uri-encoded-twice', cause: 'the subUri is percent-encoded twice', fix };
  if (monitors.some((monitor) => monitor.subUri === subUri))
    return { code: 'sub-uri-of-other-monitor', cause: 'the subUri is that of another monitor', fix };
  if (expected === '')
    return { code: 'sub-uri-too-many', cause: 'the monitor has no subUri, and the address has one', fix };
  if (subUri.toLowerCase() === expected.toLowerCase())
    return { code: 'sub-uri-case', cause: 'the subUri is written in another case', fix };
  if (bare(subUri) === expected)
    return { code: 'sub-uri-with-blanks', cause: 'the subUri has blanks or brackets around it', fix };
  if (expected.startsWith(subUri) || expected.endsWith(subUri))
    return { code: 'sub-uri-cut', cause: 'the subUri of the address is a part of that of the monitor', fix };
  if (subUri.startsWith(expected) || subUri.endsWith(expected))
    return { code: 'sub-uri-with-more', cause: 'the address goes on around the subUri of the monitor', fix };
  return undefined;
}

function slashMistake(subUri: string, expected: string): NamedMistake {
  const ways: readonly (readonly [boolean, string])[] = [
    [subUri === `${expected}/`, 'the address has a slash too many at its end'],
    [`${subUri}/` === expected, 'the address lacks the slash at its end'],
    [subUri === `/${expected}`, 'the address has a slash too many before the subUri'],
    [/\/\//.test(subUri), 'the address has two slashes in a row'],
    [subUri.includes('\\'), 'the address has a backslash for a slash'],
  ];
  const cause = ways.find(([fits]) => fits)?.[1] ?? 'address and subUri differ in their slashes';
  return { code: 'slash-difference', cause, fix: 'Copy the address as it is; every slash counts.' };
}

function slashless(text: string): string {
  return text.replace(/[/\\]+/g, '');
}

function bare(text: string): string {
  return text.replace(/^[\s"'<{]+|[\s"'>}]+$/g, '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
