/** Masks secrets in responses and in errors of a custom `fetch`, which may repeat them. */

const MASK = '***';

/** Shorter secrets occur in ordinary words. They are masked only in a URL and as the value of a name that marks a secret. */
const MIN_LENGTH = 6;

const SECRET_NAME = /token|secret|passw|api[-_]?key|authorization|credential|signature$/i;

/** Maximum depth of causes that are searched. */
const DEEPEST = 10;

export interface Mask {
  text(text: string): string;
  /** Masks all strings and names of a parsed JSON value. */
  json(value: unknown): unknown;
  /** Returns an error unchanged, or a masked copy if it contains a secret. */
  error(error: unknown): unknown;
}

/** Secrets, or a function that returns the current ones. */
export type Secrets = readonly string[] | (() => readonly string[]);

export function createMask(secrets: Secrets): Mask {
  const fixed = typeof secrets === 'function' ? undefined : formsOf(secrets);
  const forms = () => fixed ?? formsOf((secrets as () => readonly string[])());
  const text = (value: string) => maskedText(value, forms());
  return {
    text,
    json: (value) => maskedJson(value, forms()),
    error(error) {
      try {
        return holdsNone(error, (value) => text(value) === value) ? error : maskedError(error, text);
      } catch {
        return new Error('an error whose properties cannot be read');
      }
    },
  };
}

/** Returns all spellings of the secrets, the longest first. */
function formsOf(secrets: readonly string[]): string[] {
  return [...new Set(secrets.flatMap(spellings))].sort((a, b) => b.length - a.length);
}

/** Returns a secret in plain text, in JSON and in a URL. */
function spellings(secret: string): string[] {
  if (secret === '') return [];
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret.toWellFormed())];
}

function maskedText(text: string, forms: readonly string[]): string {
  let shown = text;
  for (const form of forms)
    shown = form.length < MIN_LENGTH ? maskedShort(shown, form) : shown.replaceAll(form, MASK);
  // A secret in an unusual spelling cannot be located, so the whole string is masked.
  const plain = unescaped(shown);
  return forms.some((form) => form.length >= MIN_LENGTH && plain.includes(unescaped(form))) ? MASK : shown;
}

/** Returns a string without escapes. */
function unescaped(text: string): string {
  let plain = text;
  for (let round = 0; round < 3 && /[\\%]/.test(plain); round++)
    plain = plain.replace(/\\u([\da-f]{4})|%([\da-f]{2})|\\(?=\W)/gi, (_, unit?: string, byte?: string) => {
      const code = unit ?? byte;
      return code === undefined ? '' : String.fromCharCode(Number.parseInt(code, 16));
    });
  return plain;
}

/** Matches what precedes a short secret: a slash, an equals sign, or a name that marks a secret. */
const BEFORE = /[/=]$|(?:token|secret|key|password|authorization)"?\s{0,9}[:=]\s{0,9}"?$/i;

/** Masks a short secret where it is a whole path segment or value. */
function maskedShort(text: string, form: string): string {
  let shown = '';
  let from = 0;
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
    const isWhole = !/[\w%-]/.test(text[at + form.length] ?? '');
    if (at < from || !isWhole || !BEFORE.test(text.slice(Math.max(0, at - 64), at))) continue;
    shown += text.slice(from, at) + MASK;
    from = at + form.length;
  }
  return shown + text.slice(from);
}

/** Works without recursion, because a response may be nested deeper than the stack allows. */
function maskedJson(value: unknown, forms: readonly string[]): unknown {
  const unfilled: [from: object, into: object][] = [];
  const copyOf = (part: unknown, name: string): unknown => {
    if (typeof part === 'string') {
      const isSecret = SECRET_NAME.test(name) && forms.some((form) => part.includes(form));
      return isSecret ? MASK : maskedText(part, forms);
    }
    if (typeof part !== 'object' || part === null) return part;
    const into = Array.isArray(part) ? [] : {};
    unfilled.push([part, into]);
    return into;
  };
  const copy = copyOf(value, '');
  for (let next = unfilled.pop(); next; next = unfilled.pop()) {
    const [from, into] = next;
    for (const [name, part] of Object.entries(from)) {
      const to = Array.isArray(from) ? name : maskedText(name, forms);
      // An assignment to `__proto__` would change the prototype.
      const property = { value: copyOf(part, name), enumerable: true, configurable: true, writable: true };
      Object.defineProperty(into, to, property);
    }
  }
  return copy;
}

/** Returns whether nothing that an inspector prints contains a secret. Values other than strings, numbers and errors may. */
function holdsNone(error: unknown, clean: (text: string) => boolean, depth = 0): boolean {
  if (typeof error === 'string') return clean(error);
  if (typeof error !== 'object' || error === null) return typeof error !== 'function';
  if (!isError(error) || depth > DEEPEST) return false;
  return Reflect.ownKeys(error).every((name) => {
    const value = Reflect.get(error, name);
    const parts: unknown[] = Array.isArray(value) ? value : [value];
    return parts.every((part) => holdsNone(part, clean, depth + 1));
  });
}

function maskedError(error: unknown, text: (value: string) => string, depth = 0): unknown {
  if (!isError(error)) return typeof error === 'string' ? text(error) : undefined;
  const hasCause = error.cause !== undefined && depth < DEEPEST;
  const cause = hasCause ? { cause: maskedError(error.cause, text, depth + 1) } : undefined;
  const copy = new Error(text(String(error.message)), cause);
  copy.name = text(String(error.name));
  copy.stack = text(String(error.stack));
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? Object.assign(copy, { code: text(code) }) : copy;
}

/** Returns whether a value is an error, also of another realm. */
function isError(value: unknown): value is Error {
  return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
}
