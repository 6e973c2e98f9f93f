/** Masks secrets so that they can be identified but not read. Everything that shows a request uses it. */
import type { Config } from '@pushspec/contract';
import { createMasker, type Masker, secretsInRequest } from '@pushspec/contract/masking';
import { apis } from './apis/index.ts';
import type { Contract } from './contract/contract.ts';
import { createRequestMask, type RequestMask } from './mask/request-mask.ts';
import type { StoredRequest } from './store/store.ts';

export type { RequestMask } from './mask/request-mask.ts';

/** Replaces secrets in a string, in any encoding that may occur. */
export type Mask = (value: string) => string;

/** Masks the secrets of a server. */
export interface Masking {
  /** Masks every secret that the server has had in its configuration. */
  readonly mask: Mask;
  /** Returns the mask of a request, which hides configured secrets and everything in the request that is a secret by its role. */
  of(request: StoredRequest): RequestMask;
  /** Adds the secrets of a configuration. `owner` is the sandbox that it belongs to. @default none */
  add(config: Config, owner?: string): void;
  /** Removes the secrets of a closed sandbox. */
  remove(owner: string): void;
}

interface KnownSecrets {
  readonly secrets: Set<string>;
  readonly keyIds: Set<string>;
}

/** Creates the masking. `contractOf` returns the contract of the API that a request is for. */
export function createMasking(
  config: Config,
  contractOf: (request: StoredRequest) => Contract | undefined = () => undefined,
): Masking {
  const byOwner = new Map<string, KnownSecrets>();
  let secrets: ReadonlySet<string>;
  let keyIds: ReadonlySet<string>;
  let masker: Masker;
  const collect = () => {
    const all = [...byOwner.values()];
    secrets = new Set(all.flatMap((known) => [...known.secrets]));
    keyIds = new Set(all.flatMap((known) => [...known.keyIds]));
    masker = createMasker(secrets);
  };
  const add = (next: Config, owner = '') => {
    const known: KnownSecrets = byOwner.get(owner) ?? { secrets: new Set(), keyIds: new Set() };
    const size = () => known.secrets.size + known.keyIds.size;
    const before = size();
    for (const api of Object.values(apis)) {
      for (const secret of api.secrets(next)) known.secrets.add(secret);
      for (const id of api.keyIds?.(next) ?? []) known.keyIds.add(id);
    }
    byOwner.set(owner, known);
    // The index of secrets is rebuilt on next use.
    if (size() > before) collect();
  };
  collect();
  add(config);
  const isKeyId = (id: string) => keyIds.has(id) && !secrets.has(id);
  return {
    mask: (value) => masker.text(value),
    of(request) {
      const contract = contractOf(request);
      const body = Buffer.from(request.body).toString('utf8');
      const { target, headers } = request;
      const inRequest = secretsInRequest(
        { target, headers, body },
        { path: contract && templateOf(contract, target), isKeyId },
      );
      const found = inRequest.values.filter((secret) => !secrets.has(secret));
      return createRequestMask({
        request: { ...request, body },
        secrets: inRequest,
        contract,
        masker: found.length === 0 ? masker : masker.with(found),
      });
    },
    add,
    remove(owner) {
      byOwner.delete(owner);
      collect();
    },
  };
}

/** Returns the path template of the operation that a target addresses, based on the path alone. */
function templateOf({ operations, operation }: Contract, target: string): string {
  const fixed = (path: string) => path.slice(0, `${path}{`.indexOf('{'));
  return (operations.find(({ path }) => target.startsWith(fixed(path))) ?? operation).path;
}
