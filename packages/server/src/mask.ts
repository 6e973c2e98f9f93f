/** Masking: what identifies a secret without telling it. Every surface that shows a request goes through here. */
import type { Config } from '@pushspec/contract';
import { createMasker, type Masker, rolesOf } from '@pushspec/contract/masking';
import type { Contract } from './contract/contract.ts';
import { createRequestMask, type RequestMask } from './mask/request-mask.ts';
import type { StoredRequest } from './store/store.ts';
import { apis } from './vendors/index.ts';

export type { RequestMask } from './mask/request-mask.ts';

/** Replaces secrets in a text, however they are spelled in it. */
export type Mask = (text: string) => string;

export interface Masking {
  /** Masks every secret that the server has had in its configuration. */
  readonly text: Mask;
  /** Masks those, and whatever is in this request where a secret belongs. */
  of(request: StoredRequest): RequestMask;
  /** Takes in the secrets of one more configuration. */
  learn(config: Config): void;
}

/** `contractOf`: the contract that a target belongs to. */
export function createMasking(
  config: Config,
  contractOf: (target: string) => Contract | undefined = () => undefined,
): Masking {
  const secrets = new Set<string>();
  const keyIds = new Set<string>();
  let masker: Masker;
  const learn = (next: Config) => {
    for (const api of Object.values(apis)) {
      for (const secret of api.secrets(next)) secrets.add(secret);
      for (const id of api.keyIds?.(next) ?? []) keyIds.add(id);
    }
    masker = createMasker(secrets);
  };
  learn(config);
  const isKeyId = (id: string) => keyIds.has(id) && !secrets.has(id);
  return {
    text: (text) => masker.text(text),
    of(request) {
      const contract = contractOf(request.target);
      const body = Buffer.from(request.body).toString('utf8');
      const { target, headers } = request;
      const roles = rolesOf({ target, headers, body }, { path: contract?.operation.path, isKeyId });
      const found = roles.secrets.filter((secret) => !secrets.has(secret));
      return createRequestMask({
        request: { ...request, body },
        roles,
        contract,
        masker: found.length === 0 ? masker : masker.with(found),
      });
    },
    learn,
  };
}
