/** Parses values of flags: name and value pairs, numbers, and names of endpoints. */
import { sentInstead } from '@pushspec/contract';
import { InvalidArgumentError } from 'commander';
import { inexactness } from '../bulk/inexact.ts';
import { suggestion } from '../options.ts';

/** Parses a repeatable `name=value`. */
export function pair(
  argument: string,
  previous: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const at = argument.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('Use a name and a value, such as host=web-001.');
  return { ...previous, [argument.slice(0, at)]: argument.slice(at + 1) };
}

/** Parses a repeatable `name=number`. */
export function numberPair(
  argument: string,
  previous: Readonly<Record<string, number>> = {},
): Record<string, number> {
  const [[name, value] = ['', '']] = Object.entries(pair(argument));
  return { ...previous, [name]: number(value) };
}

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** Parses a decimal number. Rejects one that would be sent as another number. */
export function number(argument: string): number {
  const text = argument.trim();
  if (!DECIMAL.test(text)) throw new InvalidArgumentError('Use a number with decimal digits, such as 97.5.');
  const sent = sentInstead(text);
  if (sent === undefined) return Number(text);
  throw new InvalidArgumentError(`This number ${inexactness(sent)}. Use another one.`);
}

/** Parses a non-negative integer. */
export function count(argument: string): number {
  const value = Number(argument);
  if (!/^\d+$/.test(argument) || !Number.isSafeInteger(value)) {
    throw new InvalidArgumentError('Use a non-negative integer.');
  }
  return value;
}

/** Returns the flags that were given, or `undefined` if there are none. */
export function given<Flags extends object, Name extends keyof Flags>(
  flags: Flags,
  names: readonly Name[],
): Pick<Flags, Name> | undefined {
  const entries = names.filter((name) => flags[name] !== undefined).map((name) => [name, flags[name]]);
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as Pick<Flags, Name>);
}

/** Default address of `pushspec start` and `serve`. */
export const LOCAL_URL = 'http://127.0.0.1:4010';

/** Returns the URL of an endpoint, or `undefined` if the table has no such name. */
export function lookUp(name: string, table: Readonly<Record<string, string>>): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

interface UnknownEndpoint {
  /** The option with the unknown name. */
  readonly option: string;
  readonly name: string;
  readonly table: Readonly<Record<string, string>>;
  /** The option that sets the address directly. */
  readonly addressOption: string;
}

/** Returns a message about an unknown endpoint, with the known ones. */
export function unknown({ option, name, table, addressOption }: UnknownEndpoint): string {
  const names = Object.keys(table);
  const hint = suggestion(name, names);
  return `unknown \`${option}\` ${name}: use one of ${names.join(', ')}, or set another address with \`${addressOption}\`${hint}`;
}
