/** Masks the strings and property names of any JSON value, without recursion, because requests can nest deeper than the stack. */
import type { Masker } from './masker.ts';
import { isSecretName, isSecretNumber } from './secret-names.ts';
import { secretsInString } from './secrets-in-text.ts';

/** Options of {@link maskedDeep}. */
export interface DeepOptions {
  readonly masker: Masker;
  /** Returns the replacement of a value below a secret name. */
  readonly shown: (value: string) => string;
  /**
   * Returns whether a name comes from the server itself, not from a request. Called only for names that would be masked.
   * @default none
   */
  readonly isOwnName?: (name: string) => boolean;
}

interface PendingCopy {
  readonly from: object;
  readonly into: object;
  /** Whether the value is below a secret name. */
  readonly isSecret: boolean;
}

/** Returns a masked copy of a value. */
export function maskedDeep<Value>(value: Value, options: DeepOptions): Value {
  const { masker, shown, isOwnName = () => false } = options;
  const pending: PendingCopy[] = [];
  const copyOf = (part: unknown, isSecret: boolean, name = ''): unknown => {
    if (typeof part === 'number' && isSecretNumber(name)) return shown(String(part));
    if (typeof part === 'string') return isSecret ? shown(part) : maskedString(part, masker);
    if (typeof part !== 'object' || part === null) return part;
    const into = Array.isArray(part) ? [] : {};
    pending.push({ from: part, into, isSecret });
    return into;
  };
  const copy = copyOf(value, false);
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { from, into, isSecret } = next;
    const isList = Array.isArray(from);
    const freeName = nameChooser();
    for (const [name, child] of Object.entries(from)) {
      const maskedName = isList ? name : masker.text(name);
      const isUnchanged = isList || (maskedName !== name && isOwnName(name));
      const shownName = isUnchanged ? name : freeName(maskedName);
      put(into, shownName, copyOf(child, isSecret || (!isList && isSecretName(name)), isList ? '' : name));
    }
  }
  return copy as Value;
}

/** Masks a string, which may contain nested JSON or a form. */
function maskedString(text: string, masker: Masker): string {
  return masker.text(text, { secrets: secretsInString(text) });
}

/** Returns a function that makes names unique, because two names may have the same mask. */
function nameChooser(): (name: string) => string {
  const times = new Map<string, number>();
  return (name) => {
    const count = (times.get(name) ?? 0) + 1;
    times.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  };
}

/** Defines a property. Assigning `__proto__` would change the prototype instead. */
function put(object: object, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}
