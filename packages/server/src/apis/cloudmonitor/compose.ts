/** Composes a request signed with a configured key. */
import { type AccessKey, onlyValueOf, type Parameter } from '@pushspec/contract';
import { signerOf } from '@pushspec/doctor/cloudmonitor';
import type { Contract } from '../../contract/contract.ts';
import type { RequestParts } from '../api.ts';
import { reSigned } from './re-sign.ts';
import { isSecurityToken } from './security-token.ts';

/** Returns the signed headers of a composed request. */
export function requestParts(contract: Contract): Pick<RequestParts, 'headers' | 'finish'> {
  return {
    headers: ({ secrets }) => prescribedHeaders(contract, secrets.securityToken),
    finish(request, { credential: { shown, secrets }, nowMs }) {
      if ('authorization' in request.headers) return request;
      const key = { ...shown, ...secrets } as unknown as AccessKey;
      return reSigned(request, { signer: signerOf(contract.operation), key, nowMs });
    },
  };
}

/** Returns the headers that the contract requires, and those of a temporary key. */
function prescribedHeaders(
  { operation }: Contract,
  securityToken: string | undefined,
): Record<string, string> {
  const values = operation.parameters
    .filter((parameter) => parameter.in === 'header')
    .filter(({ required }) => required || securityToken !== undefined)
    .map((parameter) => [parameter.name.toLowerCase(), headerValue(parameter, securityToken)] as const);
  return Object.fromEntries(
    values.filter((entry): entry is readonly [string, string] => entry[1] !== undefined),
  );
}

function headerValue({ name, node }: Parameter, securityToken?: string): string | undefined {
  const { schema, example } = node;
  const only = onlyValueOf(schema);
  if (only !== undefined) return String(only);
  if (isSecurityToken(name)) return securityToken;
  return example === undefined ? undefined : String(example);
}
