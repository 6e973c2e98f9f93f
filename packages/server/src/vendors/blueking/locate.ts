/** BlueKing serves one path; other paths are answered by its router, in plain text (NOTES.md, answers that are not the application's). */
import { guideAddress } from '@pushspec/contract';
import { type Contract, sourceOf } from '../../contract/contract.ts';
import type { Exchange } from '../../pipeline/exchange.ts';
import { type Location, operationOrMethodRefusal, SHOWN_PATH } from '../../pipeline/locate.ts';
import type { Finding } from '../../pipeline/verdict.ts';

export function locateBlueking(contract: Contract, exchange: Exchange): Location {
  const { path } = contract.operation;
  if (exchange.path === path) return operationOrMethodRefusal(contract, exchange);
  const cleaned = cleanPath(exchange.path);
  const judgement = {
    outcome: 'rejected' as const,
    reasons: [unservedPath(contract, exchange.path)],
    warnings: [],
  };
  if (cleaned !== exchange.path) {
    const location = exchange.query === undefined ? cleaned : `${cleaned}?${exchange.query}`;
    return { kind: 'elsewhere', judgement, answer: { status: 301, headers: { location }, body: '' } };
  }
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' };
  return { kind: 'elsewhere', judgement, answer: { status: 404, headers, body: '404 page not found\n' } };
}

/** As the router cleans a path: no empty segments, no `.` and `..`, the slash at the end stays. */
function cleanPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  const cleaned = `/${segments.join('/')}`;
  return path.endsWith('/') && cleaned !== '/' ? `${cleaned}/` : cleaned;
}

function unservedPath(contract: Contract, path: string): Finding {
  return {
    code: 'unserved-path',
    outcome: 'rejected',
    message: `nothing is served at ${path.slice(0, SHOWN_PATH)}`,
    provenance: 'observed',
    source: sourceOf(contract, 'bk-collector'),
    fix: `Send to ${contract.operation.path}, with exactly these slashes.`,
    // No contract has this reason, so no table has it either.
    page: guideAddress(contract.vendor),
  };
}
