/** Generates configurations with unique credentials, one for each user of a shared server. */
import { randomBytes, randomInt } from 'node:crypto';
import { configParts } from '../apis/index.ts';
import { type Config, parseConfig } from './config.ts';
import type { FreshValues } from './part.ts';

const STRING_BYTES = 16;

/** Numbers below this look like ones that people choose. */
const MIN_NUMBER = 2 ** 24;
const NUMBER_END = 2 ** 31;

function freshValues(): FreshValues {
  const numbers = new Set<number>();
  return {
    string: () => randomBytes(STRING_BYTES).toString('hex'),
    number() {
      let number: number;
      do number = randomInt(MIN_NUMBER, NUMBER_END);
      while (numbers.has(number));
      numbers.add(number);
      return number;
    },
  };
}

/**
 * Returns a configuration with new credentials for every API and the other settings of `base`.
 * Secrets are random and unguessable. The caller must check that numbers, such as data ids, are not in use elsewhere.
 */
export function freshConfig(base: Config): Config {
  const values = freshValues();
  const parts = configParts.owned.map(([owner, part]) => [
    owner,
    { ...(base[owner] as object), ...part.fresh(values) },
  ]);
  return parseConfig(Object.fromEntries(parts));
}
