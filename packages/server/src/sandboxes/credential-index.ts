/** Maps credentials to the sandbox that they belong to. */
import { type ApiName, apiNames, type Config, ConfigError, configPartOf } from '@pushspec/contract';
import { apis } from '../apis/index.ts';

/** The owners of credentials. */
export interface CredentialIndex {
  /** Adds the credentials of a configuration to an owner. Throws a ConfigError if another owner has one of them. */
  claim(owner: string, config: Config): void;
  /** Replaces the credentials of an owner with those of these configurations. */
  set(owner: string, configs: readonly Config[]): void;
  remove(owner: string): void;
  /** Returns the owner of the first known credential, or `undefined` if none is known. */
  ownerOf(api: ApiName, names: readonly string[]): string | undefined;
}

/** Creates an index. Owners are ids of sandboxes, or an empty string for credentials outside of sandboxes. */
export function createCredentialIndex(): CredentialIndex {
  const owners = new Map<ApiName, Map<string, string>>(apiNames.map((api) => [api, new Map()]));
  const ownersIn = (api: ApiName) => owners.get(api) as Map<string, string>;
  const remove = (owner: string) => {
    for (const byName of owners.values())
      for (const [name, owned] of byName) if (owned === owner) byName.delete(name);
  };
  const add = (owner: string, config: Config) => {
    for (const api of apiNames)
      for (const name of apis[api].identifiers(config)) ownersIn(api).set(name, owner);
  };
  return {
    claim(owner, config) {
      for (const api of apiNames) {
        const byName = ownersIn(api);
        const isTaken = apis[api].identifiers(config).some((name) => (byName.get(name) ?? owner) !== owner);
        if (isTaken)
          throw new ConfigError(
            `configuration at /${configPartOf(api)}: a credential is already used ${owner === '' ? 'in a sandbox' : 'outside this sandbox'}: choose another one`,
          );
      }
      add(owner, config);
    },
    set(owner, configs) {
      remove(owner);
      for (const config of configs) add(owner, config);
    },
    remove,
    ownerOf(api, names) {
      const byName = ownersIn(api);
      for (const name of names) {
        const owner = byName.get(name);
        if (owner !== undefined) return owner;
      }
      return undefined;
    },
  };
}
