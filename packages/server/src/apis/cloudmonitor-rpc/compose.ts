/** Composes a request signed with a configured key. */
import type { AccessKey } from '@pushspec/contract';
import type { Contract } from '../../contract/contract.ts';
import type { RequestParts } from '../api.ts';
import { signedWithAcs3 } from './re-sign.ts';

/** Returns the parts of a composed request: the host that it is signed for, and the signature. */
export function requestParts(contract: Contract): Pick<RequestParts, 'finish'> {
  return {
    finish(request, { credential: { shown, secrets }, nowMs }) {
      if ('authorization' in request.headers) return request;
      const key = { ...shown, ...secrets } as unknown as AccessKey;
      const host = request.headers.host ?? HOST;
      return signedWithAcs3({ ...request, headers: { ...request.headers, host } }, { contract, key, nowMs });
    },
  };
}

/** The host of composed requests. It is signed, so it must not be that of the connection. */
const HOST = 'pushspec.invalid';
