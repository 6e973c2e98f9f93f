/** The APIs with signatures, for the commands that sign for other tools. */
import type { Vendor } from '@pushspec/contract';
import { Argument, InvalidArgumentError } from 'commander';
import type { Signing, SigningSupport } from '../apis/api.ts';
import { allApis } from '../apis/index.ts';

const signed = allApis.flatMap(({ name, signing }) => (signing ? [{ name, signing }] : []));
const names = signed.map(({ name }) => name).join(', ');
const others = allApis.filter(({ signing }) => !signing).map(({ title }) => title);

/** Parts of the help of `sign` and `proxy`. */
export const signedHelp = {
  variables: signed.map(({ signing }) => `  ${signing.variables}.`).join('\n'),
  others: `${others.join(' and ')} sign nothing, so there is nothing to do for them.`,
};

export function signedArgument(): Argument {
  return new Argument('<vendor>', `whose API it is; only ${names} has signatures`).argParser((name) => {
    if (signed.some((known) => known.name === name)) return name;
    throw new InvalidArgumentError(
      `It takes ${names} only: the other vendors sign nothing, send them plain requests.`,
    );
  });
}

/** @throws Error for an API without signatures */
export function signingOf(api: Vendor): SigningSupport {
  const found = signed.find(({ name }) => name === api);
  if (found) return found.signing;
  throw new Error(`${api} has no signatures`);
}

/** Loads the signature of the scenarios. A scenario does not name its API, so the first API with signatures signs. */
export async function scenarioSignature(): Promise<Signing['signature']> {
  const [first] = signed;
  if (!first) throw new Error('no API has signatures');
  return (await first.signing.load()).signature;
}
