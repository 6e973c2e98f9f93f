/** Reads Guance's part of a configuration: the secrets of its monitors and the API keys of the workspace. */
import type { Config } from '@pushspec/contract';
import type { NamedCredential } from '../api.ts';

export function secrets({ guance: { apiKeys, monitors } }: Config): string[] {
  return [...apiKeys, ...monitors.map(({ secret }) => secret)];
}

/** Returns the secrets of addresses, and the API keys, which identify requests to a wrong address. */
export const identifiers = secrets;

/** Returns the monitors as credentials. A monitor without a name goes by its subUri, or by its index if that is taken. */
export function credentials({ guance: { monitors, apiKeys, requireApiKey } }: Config): NamedCredential[] {
  const names = monitors.map(({ name, subUri = '' }) => name ?? subUri);
  return monitors.map(({ secret, subUri = '', enabled = true }, index) => {
    const name = names[index] as string;
    const isUnique = name !== '' && names.indexOf(name) === names.lastIndexOf(name);
    const apiKey = requireApiKey ? apiKeys[0] : undefined;
    return {
      name: isUnique ? name : `monitor ${index + 1}`,
      shown: { subUri, enabled },
      secrets: { secret, ...(apiKey !== undefined && { apiKey }) },
    };
  });
}
