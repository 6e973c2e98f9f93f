/** Guance's part of a configuration: the secrets of its monitors, and the API keys of the workspace. */
import type { Config } from '@pushspec/contract';
import type { NamedCredential } from '../vendor.ts';

export function secrets({ guance: { apiKeys, monitors } }: Config): string[] {
  return [...apiKeys, ...monitors.map(({ secret }) => secret)];
}

/** A monitor without a name is called by its subUri, or by its place where another one has the same. */
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
