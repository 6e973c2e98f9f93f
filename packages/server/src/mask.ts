/** Masking: what identifies a secret without telling it. Every surface that shows a request goes through here. */
import type { Config } from '@pushspec/contract';
import { foundSecrets } from './mask/found-secrets.ts';
import { spellingsOf } from './mask/spellings.ts';
import type { StoredRequest } from './store/store.ts';

/** The end of a secret is enough to tell two of them apart. */
const SHOWN_END = 4;

/** A secret as a record may show it. */
export function masked(secret: string): string {
  return secret.length > 2 * SHOWN_END ? `…${secret.slice(-SHOWN_END)}` : '…';
}

/** Replaces secrets in a text, however they are spelled in it. */
export type Mask = (text: string) => string;

export interface Masking {
  /** Masks every secret that the server has had in its configuration. */
  readonly text: Mask;
  /** Masks those, and whatever stands in this request where a secret belongs. */
  of(request: StoredRequest): Mask;
  /** Takes in the secrets of one more configuration. */
  learn(config: Config): void;
}

export function createMasking(config: Config): Masking {
  const known = new Set(secretsOf(config));
  let mask = maskOf([...known]);
  return {
    text: (text) => mask(text),
    of(request) {
      const found = foundSecrets(request).filter((secret) => !known.has(secret));
      if (found.length === 0) return mask;
      const more = maskOf(found);
      return (text) => more(mask(text));
    },
    learn(next) {
      for (const secret of secretsOf(next)) known.add(secret);
      mask = maskOf([...known]);
    },
  };
}

/** Applies a mask to every text in a value, names of members included. The value itself where nothing in it is masked. */
export function maskDeep<Value>(mask: Mask, value: Value): Value {
  return (isClean(mask, value) ? value : copied(mask, value)) as Value;
}

// Both without recursion: a contract allows thousands of levels, which is more than the stack takes.

function isClean(mask: Mask, root: unknown): boolean {
  const pending = [root];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value === 'string' && mask(value) !== value) return false;
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, child] of Object.entries(value)) {
      if (!Array.isArray(value) && mask(name) !== name) return false;
      pending.push(child);
    }
  }
  return true;
}

interface Unfilled {
  readonly from: object;
  readonly into: object;
}

const PLAIN_MEMBER = { enumerable: true, configurable: true, writable: true };

function copied(mask: Mask, root: unknown): unknown {
  const unfilled: Unfilled[] = [];
  const copyOf = (value: unknown) => {
    if (typeof value === 'string') return mask(value);
    if (typeof value !== 'object' || value === null) return value;
    const into = Array.isArray(value) ? [] : {};
    unfilled.push({ from: value, into });
    return into;
  };
  const copy = copyOf(root);
  for (let next = unfilled.pop(); next; next = unfilled.pop()) {
    const isList = Array.isArray(next.from);
    for (const [name, child] of Object.entries(next.from)) {
      // Assigned, the name __proto__ would change the object and not be one of its members.
      const member = { value: copyOf(child), ...PLAIN_MEMBER };
      Object.defineProperty(next.into, isList ? name : mask(name), member);
    }
  }
  return copy;
}

function maskOf(secrets: readonly string[]): Mask {
  // A secret may be the beginning of another one.
  const longestFirst = [...secrets].sort((a, b) => b.length - a.length);
  if (longestFirst.length === 0) return (text) => text;
  let pattern: RegExp | undefined;
  const mask: Mask = (text) => {
    // Most records have no text that needs it, and compiling it takes longer than masking them.
    pattern ??= patternOf(longestFirst);
    return text.replace(pattern, (_, ...groups: (string | undefined)[]) => {
      const index = groups.findIndex((group) => group !== undefined);
      return masked(longestFirst[index] as string);
    });
  };
  // A text without an escape can only hold a secret as it is, which is found many times faster.
  // A plus sign is one only for a blank.
  const escapes = longestFirst.some((secret) => secret.includes(' ')) ? /[\\%+]/ : /[\\%]/;
  const isPlain = (text: string) => !escapes.test(text);
  return (text) =>
    isPlain(text) && !longestFirst.some((secret) => text.includes(secret)) ? text : mask(text);
}

/** Matches every spelling of the secrets, each in a group of its own. */
function patternOf(secrets: readonly string[]): RegExp {
  // Nearly all places of a long text cannot be the beginning of any spelling; that is told at once by one character.
  const first = secrets.map((secret) => unit(secret.charCodeAt(0))).join('');
  const spellings = secrets.map((secret) => `(${spellingsOf(secret)})`).join('|');
  return new RegExp(`(?=[${first}\\\\%+])(?:${spellings})`, 'g');
}

/** A UTF-16 unit in a pattern. */
function unit(code: number): string {
  return `\\u${code.toString(16).padStart(4, '0')}`;
}

function secretsOf({ blueking, cloudmonitor, guance }: Config): string[] {
  return [
    ...blueking.dataIds.map((entry) => entry.accessToken),
    ...cloudmonitor.accounts.flatMap(({ keys }) =>
      keys.flatMap((key) => [
        key.accessKeySecret,
        ...(key.securityToken === undefined ? [] : [key.securityToken]),
      ]),
    ),
    ...guance.apiKeys,
    ...guance.monitors.map((monitor) => monitor.secret),
  ];
}
