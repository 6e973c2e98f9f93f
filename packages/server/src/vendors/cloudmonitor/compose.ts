/** A request that is signed with a key of the configuration. */
import { type AccessKey, isObject, type Parameter } from '@pushspec/contract';
import { signerOf } from '@pushspec/doctor/cloudmonitor';
import type { Contract } from '../../contract/contract.ts';
import type { RequestParts } from '../vendor.ts';
import { signedAnew } from './signed-anew.ts';

export function requestParts(contract: Contract): Pick<RequestParts, 'headers' | 'finish'> {
  return {
    headers: ({ secrets }) => prescribedHeaders(contract, secrets.securityToken),
    finish(request, { credential: { shown, secrets }, nowMs }) {
      if ('authorization' in request.headers) return request;
      const key = { ...shown, ...secrets } as unknown as AccessKey;
      return signedAnew(request, { signer: signerOf(contract.operation), key, nowMs });
    },
  };
}

/** The headers that the contract fixes or asks for, and those of a temporary key. */
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
  if (isObject(schema) && schema.const !== undefined) return String(schema.const);
  if (/security-token$/i.test(name)) return securityToken;
  return example === undefined ? undefined : String(example);
}
