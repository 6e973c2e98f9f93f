/** Parses Guance's path: the secret, then a subUri that may contain slashes or be missing. */
import { type Contract, requestReason } from '../../contract/contract.ts';
import { refuse } from '../../contract/findings.ts';
import type { Exchange } from '../../pipeline/exchange.ts';
import { type Location, operationOrMethodRefusal, unknownPath } from '../../pipeline/locate.ts';

/** The decoded address of a monitor. */
export interface Address {
  secret: string;
  subUri: string;
}

/** Reads addresses of monitors from requests. */
export interface Addressing {
  locate(exchange: Exchange): Location;
  /** Returns the address of a located request. */
  addressOf(exchange: Exchange): Address;
  /** Returns the secret in the path of any request, or `undefined` if there is none. */
  secretIn(exchange: Exchange): string | undefined;
  /** Returns the path with one segment per parameter, as in the contract. */
  contractPath(exchange: Exchange): string;
}

/** Creates the functions that read addresses by the contract's path. */
export function createAddressing(contract: Contract): Addressing {
  const { path } = contract.operation;
  const prefix = path.slice(0, path.indexOf('{'));
  const split = (requestPath: string) => {
    const tail = requestPath.slice(prefix.length);
    const slash = tail.indexOf('/');
    return slash < 0
      ? { secret: tail, subUri: '' }
      : { secret: tail.slice(0, slash), subUri: tail.slice(slash + 1) };
  };
  return {
    locate(exchange) {
      const { secret } = split(exchange.path);
      if (!exchange.path.startsWith(prefix) || secret === '') return unknownPath(contract, exchange);
      if (decoded(exchange.path) === undefined) {
        const code = requestReason(contract, 'malformed-path');
        return { kind: 'refused', evaluation: refuse(contract, code) };
      }
      return operationOrMethodRefusal(contract, exchange);
    },
    addressOf({ path: requestPath }) {
      const { secret, subUri } = split(requestPath);
      return { secret: decodeURIComponent(secret), subUri: decodeURIComponent(subUri) };
    },
    secretIn({ path: requestPath }) {
      const { secret } = split(requestPath);
      return requestPath.startsWith(prefix) && secret !== '' ? (decoded(secret) ?? secret) : undefined;
    },
    contractPath({ path: requestPath }) {
      const { secret, subUri } = split(requestPath);
      // Without a subUri the request lacks a segment that the contract's path always has.
      return `${prefix}${secret}/${subUri.replaceAll('/', '%2F') || '%20'}`;
    },
  };
}

/** Returns the decoded path. The result must be used, because bundlers may drop an unused `decodeURIComponent` call. */
function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
