/** Masks the strings and names of any JSON value. Without recursion: a contract allows more levels than the stack takes. */
import type { Masker } from './masker.ts';
import { rolesInString } from './roles.ts';
import { isSecretName, isSecretNumber } from './secret-names.ts';

export interface DeepOptions {
  readonly masker: Masker;
  /** What replaces a value below a secret name. */
  readonly shown: (value: string) => string;
  /** Names that no request has given. Asked only for those that would be masked. @default none */
  readonly isOwnName?: (name: string) => boolean;
}

interface Unfilled {
  readonly from: object;
  readonly into: object;
  /** Whether it is below a secret name. */
  readonly isSecret: boolean;
}

/** A copy of a value, masked. */
export function maskedDeep<Value>(value: Value, options: DeepOptions): Value {
  const { masker, shown, isOwnName = () => false } = options;
  const unfilled: Unfilled[] = [];
  const copyOf = (part: unknown, isSecret: boolean, name = ''): unknown => {
    if (typeof part === 'number' && isSecretNumber(name)) return shown(String(part));
    if (typeof part === 'string') return isSecret ? shown(part) : maskedString(part, masker);
    if (typeof part !== 'object' || part === null) return part;
    const into = Array.isArray(part) ? [] : {};
    unfilled.push({ from: part, into, isSecret });
    return into;
  };
  const copy = copyOf(value, false);
  for (let next = unfilled.pop(); next; next = unfilled.pop()) {
    const { from, into, isSecret } = next;
    const isList = Array.isArray(from);
    const freeName = nameChooser();
    for (const [name, child] of Object.entries(from)) {
      const maskedName = isList ? name : masker.text(name);
      const isLeft = isList || (maskedName !== name && isOwnName(name));
      const shownName = isLeft ? name : freeName(maskedName);
      put(into, shownName, copyOf(child, isSecret || (!isList && isSecretName(name)), isList ? '' : name));
    }
  }
  return copy as Value;
}

/** A string may be a text with names of its own. */
function maskedString(text: string, masker: Masker): string {
  return masker.text(text, { roles: rolesInString(text) });
}

/** Two names that are masked alike are two properties all the same. */
function nameChooser(): (name: string) => string {
  const times = new Map<string, number>();
  return (name) => {
    const count = (times.get(name) ?? 0) + 1;
    times.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  };
}

/** Assigned, the name __proto__ would change the object and not be one of its properties. */
function put(object: object, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}
