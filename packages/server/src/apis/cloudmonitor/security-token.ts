/** Finds the header of the security token of a temporary key in the contract. */
import { safeEqual } from '@pushspec/contract';
import type { Contract } from '../../contract/contract.ts';

const NAME = /security[-_]?token$/i;

/** Whether a header with this name contains the security token. */
export function isSecurityToken(name: string): boolean {
  return NAME.test(name);
}

/** Returns the name of another header that contains the token, or `undefined`. */
export function otherTokenHeader(
  headers: Readonly<Record<string, string | undefined>>,
  { own, token }: { own: string; token: string },
): string | undefined {
  return Object.keys(headers).find(
    (name) => name !== own && (isSecurityToken(name) || safeEqual(headers[name] ?? '', token)),
  );
}

/** Returns the header's name in lowercase. Throws if the contract does not declare it. */
export function securityTokenHeader({ api, operation }: Contract): string {
  const header = operation.parameters.find(
    (parameter) => parameter.in === 'header' && isSecurityToken(parameter.name),
  );
  if (!header) throw new Error(`the contract of ${api} declares no header for a security token`);
  return header.name.toLowerCase();
}
