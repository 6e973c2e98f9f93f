/** Defines the parts of a configuration: one for each API, or one that several APIs share. */
import type { Json } from '../document.ts';

export interface RateLimit {
  readonly requests: number;
  readonly windowSeconds: number;
  /** The vendor's name for the unit whose requests are counted together, such as `account`. */
  readonly scope: string;
  readonly algorithm: 'fixed' | 'sliding' | 'token-bucket';
  /** Bucket size. @default `requests` */
  readonly burst?: number;
  readonly reason: string;
}

/** `contract` applies the rate limits of the contract, `off` applies none, and a list applies its own limits. */
export type RateLimitSetting = 'contract' | 'off' | readonly RateLimit[];

export interface ConfigPart<Part extends BasePart> {
  /** JSON Schemas of the part's properties, besides `rateLimits`, which every part has. */
  readonly properties: Readonly<Record<string, Json>>;
  /** Default values of the properties. */
  readonly development: Omit<Part, 'rateLimits'>;
  /** Generates one credential for each development credential, with the same roles and settings. */
  fresh(values: FreshValues): FreshCredentials<Part>;
  /** The property that holds the credentials, which are public in a development configuration. */
  readonly credentials: keyof Part & string;
  /** Returns lists that must not contain duplicates: the message, which follows the name of the part, and the values. */
  unique(part: Part): readonly (readonly [message: string, values: readonly (string | number)[]])[];
  /** Returns a message if the part breaks a rule that spans several properties. @default no such rule */
  problem?(part: Part): string | undefined;
}

/** Generates the values of new credentials. No two values are the same. */
export interface FreshValues {
  /** Returns an unguessable string of letters and digits. */
  string(): string;
  /** Returns a positive integer below 2^31. The caller must check that it is not in use elsewhere. */
  number(): number;
}

/** The properties of a part that hold credentials. */
type FreshCredentials<Part> = Partial<Omit<Part, 'rateLimits'>>;

/** A part whose value types are known only at run time. */
export type AnyPart = Omit<ConfigPart<BasePart>, 'credentials'> & { readonly credentials: string };

interface BasePart {
  readonly rateLimits: RateLimitSetting;
}

/** The part of an API, or the name of the API whose part it shares. */
type Registered = object | string;

/** The APIs that do not share another API's part. */
type Owner<Registry> = {
  [Api in keyof Registry]: Registry[Api] extends string ? never : Api;
}[keyof Registry];

/** The parts of a configuration, keyed by the API that owns each. */
export type ConfigOf<Parts> =
  Parts extends ConfigParts<infer Registry>
    ? {
        readonly [Api in Owner<Registry>]: Registry[Api] extends ConfigPart<infer Part> ? Part : never;
      }
    : never;

export interface ConfigParts<Registry> {
  /** The parts of a configuration, in the order of the registry. */
  readonly owned: readonly (readonly [owner: Owner<Registry> & string, part: AnyPart])[];
  /** Returns the API that owns the part of this one. */
  ownerOf(api: keyof Registry): Owner<Registry>;
}

/** Reads a registry. Throws if an API shares the part of one that shares another. */
export function partsOf<const Registry extends Readonly<Record<string, Registered>>>(
  registry: Registry,
): ConfigParts<Registry> {
  const owned = Object.entries(registry).filter(([, part]) => typeof part !== 'string');
  for (const [api, part] of Object.entries(registry)) {
    if (typeof part === 'string' && !owned.some(([owner]) => owner === part))
      throw new Error(
        `${api} shares the configuration of ${part}, which does not define one: name an API that does`,
      );
  }
  return {
    owned: owned as unknown as ConfigParts<Registry>['owned'],
    ownerOf: (api) => {
      const part = registry[api];
      return (typeof part === 'string' ? part : api) as Owner<Registry>;
    },
  };
}
