/** Addresses by name, from the contract's list of servers. */
import { suggestion } from '../options.ts';

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
