/** Reads the key from the environment variables that the vendor's tools use. */
import { checkedString } from '../options.ts';
import type { CloudMonitorCredentials } from './credentials.ts';

const ID = 'ALIBABA_CLOUD_ACCESS_KEY_ID';
const SECRET = 'ALIBABA_CLOUD_ACCESS_KEY_SECRET';
const TOKEN = 'ALIBABA_CLOUD_SECURITY_TOKEN';

/**
 * Returns a function that reads `ALIBABA_CLOUD_ACCESS_KEY_ID`, `ALIBABA_CLOUD_ACCESS_KEY_SECRET` and, for a temporary key,
 * `ALIBABA_CLOUD_SECURITY_TOKEN`. The client calls it before each request. If a variable is missing, `send()` rejects with a
 * `TransportError` of the kind `credentials` that names it.
 *
 * @param environment The variables, `process.env` by default.
 * @throws TypeError if a variable is set and begins or ends with whitespace
 * @example createCloudMonitorClient({ credentials: fromEnvironment(), region: 'cn-hangzhou' });
 */
export function fromEnvironment(
  environment?: Readonly<Record<string, string | undefined>>,
): () => CloudMonitorCredentials {
  const read = (name: string) => {
    const value = (environment ?? globalThis.process?.env)?.[name];
    return value && checkedString(name, value);
  };
  for (const name of [ID, SECRET, TOKEN]) read(name);
  return () => ({
    accessKeyId: needed(ID, read(ID)),
    accessKeySecret: needed(SECRET, read(SECRET)),
    securityToken: read(TOKEN) || undefined,
  });
}

function needed(name: string, value: string | undefined): string {
  if (value) return value;
  throw new TypeError(`the environment variable ${name} is missing or empty`);
}
