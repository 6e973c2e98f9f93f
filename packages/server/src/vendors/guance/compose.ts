/** A request to the address of a monitor, with an API key where the workspace asks for one. */
import type { Contract } from '../../contract/contract.ts';
import type { RequestParts } from '../vendor.ts';
import { apiKeyHeader } from './authenticate.ts';

export function requestParts(contract: Contract): Pick<RequestParts, 'path' | 'headers'> {
  const { path } = contract.operation;
  return {
    path: ({ shown, secrets }) =>
      path
        .replace('{secret}', encodeURIComponent(secrets.secret ?? ''))
        .replace(/\/?\{subUri\}/, shown.subUri === '' ? '' : `/${String(shown.subUri)}`),
    headers: ({ secrets }) =>
      secrets.apiKey === undefined ? {} : { [apiKeyHeader(contract)]: secrets.apiKey },
  };
}
