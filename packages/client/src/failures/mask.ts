/** Keeps secrets out of what a caller sees: the vendors' answers, and the errors of a foreign `fetch`, may repeat them. */

const MASK = '***';

export interface Mask {
  text(text: string): string;
  /** A parsed JSON value, masked throughout. */
  json(value: unknown): unknown;
  /** An error as it is, or, if it holds a secret, a copy of what is worth knowing. */
  error(error: unknown): unknown;
}

/** A function where the secrets change; it is asked whenever something is masked. */
export type Secrets = readonly string[] | (() => readonly string[]);

export function createMask(secrets: Secrets): Mask {
  const fixed = typeof secrets === 'function' ? [] : formsOf(secrets);
  const forms = typeof secrets === 'function' ? () => formsOf(secrets()) : () => fixed;
  const text = (value: string) => forms().reduce((masked, form) => masked.replaceAll(form, MASK), value);
  return {
    text,
    json: (value) => maskedJson(value, text),
    error: (error) => (holdsNone(error, (value) => text(value) === value) ? error : maskedError(error, text)),
  };
}

/** All spellings, the longest first. */
function formsOf(secrets: readonly string[]): string[] {
  return [...new Set(secrets.flatMap(spellings))].sort((a, b) => b.length - a.length);
}

/** A secret as it is, as it stands in a JSON text, and as it stands in a URL. */
function spellings(secret: string): string[] {
  return secret === '' ? [] : [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)];
}

function maskedJson(value: unknown, text: (value: string) => string): unknown {
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return value.map((element) => maskedJson(element, text));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [text(name), maskedJson(member, text)]),
  );
}

/** Looks into everything an inspector would print; what is neither a plain value nor an error counts as unclean. */
function holdsNone(error: unknown, clean: (text: string) => boolean): boolean {
  if (typeof error === 'string') return clean(error);
  if (typeof error !== 'object' || error === null) return typeof error !== 'function';
  if (!isError(error)) return false;
  return Reflect.ownKeys(error).every((name) => {
    const value = Reflect.get(error, name);
    return Array.isArray(value) ? value.every((part) => holdsNone(part, clean)) : holdsNone(value, clean);
  });
}

function maskedError(error: unknown, text: (value: string) => string): unknown {
  if (!isError(error)) return typeof error === 'string' ? text(error) : undefined;
  const cause = error.cause === undefined ? undefined : { cause: maskedError(error.cause, text) };
  const copy = new Error(text(String(error.message)), cause);
  copy.name = text(String(error.name));
  copy.stack = text(String(error.stack));
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? Object.assign(copy, { code }) : copy;
}

/** Also an error of another realm. */
function isError(value: unknown): value is Error {
  return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
}
