/** Finds the API that a request is for. Other requests go to the server's own pages. */
import type { ApiName } from '@pushspec/contract';
import type { RequestHead } from '../apis/api.ts';
import { apis } from '../apis/index.ts';
import type { Contract } from '../contract/contract.ts';
import { cleanPath, decodedPath, originForm } from './paths.ts';

/** Returns the API of a request, based on the first segment of its path and on the API's `owns`. */
export type ApiOf = (request: RequestHead) => ApiName | undefined;

/** Returns the function that finds the API of a request. */
export function apiByPath(contracts: ReadonlyMap<ApiName, Contract>): ApiOf {
  const byFirst = new Map<string, ApiName[]>();
  for (const [api, { operations }] of contracts) {
    const paths = [
      ...operations.flatMap(({ path, otherPaths }) => [path, ...otherPaths]),
      ...(apis[api].paths ?? []),
    ];
    for (const first of new Set(paths.map(firstSegment))) {
      byFirst.set(first, [...(byFirst.get(first) ?? []), api]);
    }
  }
  return (request) => {
    const target = originForm(request.target);
    const candidates = byFirst.get(firstSegment(target)) ?? cleaning(byFirst, target);
    let otherwise: ApiName | undefined;
    for (const api of candidates) {
      const isOwn = apis[api].owns?.(request) ?? true;
      if (isOwn === true) return api;
      if (isOwn === 'otherwise') otherwise ??= api;
    }
    return otherwise;
  };
}

/** Returns the APIs whose routers clean the path of a request before they match it. */
function cleaning(byFirst: ReadonlyMap<string, readonly ApiName[]>, target: string): readonly ApiName[] {
  const [path = ''] = target.split('?');
  const cleaned = firstSegment(cleanPath(decodedPath(path)));
  return (byFirst.get(cleaned) ?? []).filter((api) => apis[api].cleansPaths);
}

function firstSegment(path: string): string {
  return /^\/*([^/?]*)/.exec(path)?.[1] ?? '';
}
