/** Methods and media types that several kinds of rules use. */
import type { Operation } from '@pushspec/contract';
import type { RawRequest } from '../scenario/scenario.ts';

export function withParameters(type: string, json: RawRequest['json']): [string, RawRequest][] {
  return [`${type}; charset=utf-8`, `${type};charset=UTF-8`].map((value) => [
    value,
    { headers: { 'Content-Type': value }, ...(json !== undefined && { json }) },
  ]);
}

const METHODS = ['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Returns methods that the operation does not serve. */
export function otherMethods({ alsoMethods: also, method: own }: Operation): string[] {
  if (also.includes('*')) return [];
  return ['POST', ...METHODS].filter((method) => method !== own && !also.includes(method));
}

/** Returns methods that are served like the operation's own. */
export function alsoMethods({ alsoMethods: also, method: own }: Operation): readonly string[] {
  return also.includes('*') ? METHODS.filter((method) => method !== own) : also;
}
