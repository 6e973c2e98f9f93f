/** The key that signs, and what is common to the commands that sign for other tools. */
import type { CloudMonitorCredentials } from '@pushspec/client/cloudmonitor';
import { Argument, InvalidArgumentError } from 'commander';
import { type CredentialSource, cloudMonitorCredentials } from '../credentials.ts';
import { CommandFailure, EXIT } from '../failure.ts';

const SIGNED = 'cloudmonitor';

/** The vendor whose requests are signed; there is one. */
export function signedVendor(): Argument {
  return new Argument('<vendor>', `whose API it is; only ${SIGNED} has signatures`).argParser((name) => {
    if (name === SIGNED) return name;
    throw new InvalidArgumentError(
      `It takes ${SIGNED} only: the other vendors sign nothing, send them plain requests.`,
    );
  });
}

/** The first key of the configuration or the environment, tried out: a key that cannot travel in a header ends the command. */
export async function signingKey(source: CredentialSource): Promise<CloudMonitorCredentials> {
  const credentials = cloudMonitorCredentials(source);
  const { signedHeaders } = await import('@pushspec/client/cloudmonitor');
  try {
    signedHeaders({ method: 'POST', url: source.url, body: new Uint8Array(), credentials });
    return credentials;
  } catch (cause) {
    const origin = source.config ? 'the configuration' : 'the environment';
    throw new CommandFailure(EXIT.credentials, `${(cause as Error).message}: correct it in ${origin}`, {
      cause,
    });
  }
}
