/** The key from the environment, under the names that the vendor's own tools use. */
import type { CloudMonitorCredentials } from './credentials.ts';

const ID = 'ALIBABA_CLOUD_ACCESS_KEY_ID';
const SECRET = 'ALIBABA_CLOUD_ACCESS_KEY_SECRET';
const TOKEN = 'ALIBABA_CLOUD_SECURITY_TOKEN';

/**
 * Credentials from `ALIBABA_CLOUD_ACCESS_KEY_ID`, `ALIBABA_CLOUD_ACCESS_KEY_SECRET` and, for a temporary key,
 * `ALIBABA_CLOUD_SECURITY_TOKEN`. They are read before each request; `send()` rejects with a `TransportError` of the kind
 * `credentials` that names the variable which is missing.
 *
 * @param environment Read in place of `process.env`.
 * @example createCloudMonitorClient({ credentials: fromEnvironment(), region: 'cn-hangzhou' });
 */
export function fromEnvironment(
  environment?: Readonly<Record<string, string | undefined>>,
): () => CloudMonitorCredentials {
  return () => {
    const variables = environment ?? globalThis.process?.env ?? {};
    return {
      accessKeyId: needed(variables, ID),
      accessKeySecret: needed(variables, SECRET),
      securityToken: variables[TOKEN] || undefined,
    };
  };
}

function needed(variables: Readonly<Record<string, string | undefined>>, name: string): string {
  const value = variables[name];
  if (value) return value;
  throw new TypeError(`the environment variable ${name} is missing or empty`);
}
