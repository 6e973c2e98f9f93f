/** Locates BlueKing's only path. For other paths its router responds in plain text (note 13 in its NOTES.md). */
import { guideAddress } from '@pushspec/contract';
import { type Contract, sourceOf } from '../../contract/contract.ts';
import { cleanPath, decodedPath } from '../../http/paths.ts';
import type { Exchange } from '../../pipeline/exchange.ts';
import { type Location, operationOrMethodRefusal, SHOWN_PATH } from '../../pipeline/locate.ts';
import type { Finding } from '../../pipeline/verdict.ts';

/** Code of the reason for a path that only the router knows, so the contract does not have it. */
export const UNSERVED_PATH = 'unserved-path';

/** Returns the destination of a request. */
export function locateBlueking(contract: Contract, exchange: Exchange): Location {
  const { path } = contract.operation;
  const requested = decodedPath(exchange.path);
  if (requested === path) return operationOrMethodRefusal(contract, exchange);
  const cleaned = cleanPath(requested);
  const evaluation = {
    outcome: 'rejected' as const,
    reasons: [unservedPath(contract, exchange.path)],
    warnings: [],
  };
  if (cleaned !== requested) {
    const location = encoded(cleaned) + (exchange.query === undefined ? '' : `?${exchange.query}`);
    return { kind: 'elsewhere', evaluation, response: { status: 301, headers: { location }, body: '' } };
  }
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' };
  return { kind: 'elsewhere', evaluation, response: { status: 404, headers, body: '404 page not found\n' } };
}

/** Returns a decoded path as Go writes it into a header: percent-encoded where the path needs it. */
function encoded(path: string): string {
  return encodeURI(path.toWellFormed()).replace(/[?#]/g, encodeURIComponent);
}

function unservedPath(contract: Contract, path: string): Finding {
  return {
    code: UNSERVED_PATH,
    outcome: 'rejected',
    message: `nothing is served at ${path.slice(0, SHOWN_PATH)}`,
    provenance: 'observed',
    source: sourceOf(contract, 'bk-collector'),
    fix: `Send to ${contract.operation.path}, with exactly these slashes.`,
    // This reason is not in the contract, so it has no section of its own on the page.
    page: guideAddress(contract.api),
  };
}
