/** Lists the APIs with signatures, for the commands that sign for other tools. */
import { type ApiName, apiTitles } from '@pushspec/contract';
import { Argument, InvalidArgumentError } from 'commander';
import type { DoctorSupport, Signing, SigningSupport } from '../apis/api.ts';
import { allApis } from '../apis/index.ts';

const signed = allApis.flatMap(({ name, signing }) => (signing ? [{ name, signing }] : []));
const names = signed.map(({ name }) => name).join(' and ');
const others = allApis.filter(({ signing }) => !signing).map(({ name }) => apiTitles[name].en);

/** Sentences that `sign` and `proxy` share in their help. */
export const signedHelp = {
  credentials: `Credentials come from --config, or from ${[...new Set(signed.map(({ signing }) => signing.variables))].join('; ')}.`,
  others: `${others.join(' and ')} do not use signatures, so they do not need this command.`,
};

/** Creates the argument for an API with signatures. */
export function signedArgument(): Argument {
  return new Argument('<api>', `API of the request; only ${names} use signatures`).argParser((name) => {
    if (signed.some((known) => known.name === name)) return name;
    throw new InvalidArgumentError(`Only ${names} use signatures: send plain requests to the other APIs.`);
  });
}

const examined = allApis.flatMap(({ name, doctor }) => (doctor ? [{ name, doctor }] : []));

/** Argument of `pushspec doctor`. */
export function examinedArgument(): Argument {
  const known = examined.map(({ name }) => name);
  return new Argument(
    '<api>',
    `API of the request: ${known.join(' or ')}; the others use no signatures`,
  ).argParser((name) => {
    if (known.some((one) => one === name)) return name;
    throw new InvalidArgumentError(`Only ${known.join(' and ')} use signatures.`);
  });
}

/** @throws Error for an API without signatures */
export function doctorOf(api: ApiName): DoctorSupport {
  const found = examined.find(({ name }) => name === api);
  if (found) return found.doctor;
  throw new Error(`${api} has no signatures`);
}

/** @throws Error for an API without signatures */
export function signingOf(api: ApiName): SigningSupport {
  const found = signed.find(({ name }) => name === api);
  if (found) return found.signing;
  throw new Error(`${api} has no signatures`);
}

/** Loads the function that signs scenarios of the API that needs one. A scenario does not name its API. */
export async function scenarioSignature(): Promise<NonNullable<Signing['signature']>> {
  for (const { signing } of signed) {
    const { signature } = await signing.load();
    if (signature) return signature;
  }
  throw new Error('no API has signatures of scenarios');
}
