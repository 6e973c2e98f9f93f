/** Values of flags: pairs of a name and a value, numbers, and names of addresses. */
import { InvalidArgumentError } from 'commander';
import { suggestion } from '../options.ts';

/** Takes `name=value`, as often as it is given. */
export function pair(text: string, before: Readonly<Record<string, string>> = {}): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('it is a name and a value, such as host=web-001.');
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}

/** Takes `name=number`, as often as it is given. */
export function numberPair(
  text: string,
  before: Readonly<Record<string, number>> = {},
): Record<string, number> {
  const [[name, value] = ['', '']] = Object.entries(pair(text));
  return { ...before, [name]: number(value) };
}

export function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('it is a number.');
  return value;
}

/** A whole number, not negative. */
export function count(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value)) {
    throw new InvalidArgumentError('it is a whole number, not negative.');
  }
  return value;
}

/** Returns those flags that were given; `undefined` if none was. */
export function given<Flags extends object, Name extends keyof Flags>(
  flags: Flags,
  names: readonly Name[],
): Pick<Flags, Name> | undefined {
  const entries = names.filter((name) => flags[name] !== undefined).map((name) => [name, flags[name]]);
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as Pick<Flags, Name>);
}

/** The server of `pushspec start` and `serve`. */
export const LOCAL_URL = 'http://127.0.0.1:4010';

export function lookUp(name: string, table: Readonly<Record<string, string>>): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

export function unknown(option: string, name: string, table: Readonly<Record<string, string>>): string {
  const names = Object.keys(table);
  const hint = suggestion(name, names);
  return `${option} ${name} is not known: it is one of ${names.join(', ')}; for another address give --url${hint}`;
}
