/** Guance's path: the secret, then a subUri that may hold slashes of its own or be absent. */
import { type Contract, requestReason } from '../../contract/contract.ts';
import { refuse } from '../../contract/findings.ts';
import type { Exchange } from '../../pipeline/exchange.ts';
import { type Location, operationOrMethodRefusal, unknownPath } from '../../pipeline/locate.ts';

/** The address of a monitor, decoded. */
export interface Address {
  secret: string;
  subUri: string;
}

export interface Addressing {
  locate(exchange: Exchange): Location;
  /** The address that a located request goes to. */
  addressOf(exchange: Exchange): Address;
  /** The path with one segment per parameter, as the contract describes it. */
  contractPath(exchange: Exchange): string;
}

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
        return { kind: 'refused', judgement: refuse(contract, code) };
      }
      return operationOrMethodRefusal(contract, exchange);
    },
    addressOf({ path: requestPath }) {
      const { secret, subUri } = split(requestPath);
      return { secret: decodeURIComponent(secret), subUri: decodeURIComponent(subUri) };
    },
    contractPath({ path: requestPath }) {
      const { secret, subUri } = split(requestPath);
      // A monitor without a subUri is addressed without the segment, which the contract's path always has.
      return `${prefix}${secret}/${subUri.replaceAll('/', '%2F') || '%20'}`;
    },
  };
}

/** Its value is used, as a bundler may drop a call of `decodeURIComponent` whose value is not. */
function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
