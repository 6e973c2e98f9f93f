/** The properties and headers of responses that differ between requests. */
import type { Contract } from '../../contract/contract.ts';
import type { Exchange } from '../../pipeline/exchange.ts';
import type { WireRefusal } from '../../pipeline/verdict.ts';

/** Returns the id of a request as the gateway writes it. */
export function requestIdOf({ id }: Exchange): { RequestId: string } {
  return { RequestId: id.toUpperCase() };
}

/** Returns the id of a request and the host that it names. */
export function refusalProperties(exchange: Exchange): { RequestId: string; HostId: string } {
  return { ...requestIdOf(exchange), HostId: exchange.headers.host ?? '' };
}

/** Returns the function that says how long to wait after throttling: one window of the rate limit. */
export function refusalHeaders({ operation }: Contract) {
  const { limits, retryAfter } = operation;
  const windows = new Map(limits.rates.map(({ reason, windowSeconds }) => [reason, windowSeconds]));
  return ({ code }: WireRefusal): Record<string, string> => {
    const seconds = windows.get(code);
    if (seconds === undefined || !retryAfter) return {};
    const value = retryAfter.unit === 'milliseconds' ? seconds * 1000 : seconds;
    return { [retryAfter.header]: String(value) };
  };
}
