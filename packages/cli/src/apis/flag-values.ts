/** Values of flags: pairs of a name and a value, and numbers. */
import { InvalidArgumentError } from 'commander';

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
