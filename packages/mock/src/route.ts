/** Finds the operation that a request is for. */
import { isNamed, type JsonObject, namedValue, resolveNode, type SentParameters } from '@pushspec/contract';
import type { MockedOperation } from './operation.ts';

export type Route =
  /** An operation serves the request. `path` is in the form that Prism expects. */
  | { kind: 'operation'; operation: MockedOperation; path: string }
  /** The vendor refuses the request. */
  | { kind: 'refused'; operation: MockedOperation; code: string }
  /** No vendor has the path. */
  | { kind: 'unknown' };

export interface RoutedRequest {
  method: string;
  /** Path as sent, without the query. */
  path: string;
  /** Parameters that may name one of several operations on a path. */
  sent: SentParameters;
}

/** Finds the route by path and method. A path below a vendor's first segment belongs to that vendor. */
export function findRoute(
  operations: readonly MockedOperation[],
  { method, path, sent }: RoutedRequest,
): Route {
  const candidates = operations.flatMap((operation) => {
    const fitted = fitPath(operation, path);
    const isNamed = fitted !== undefined && isNamedBy(operation, sent);
    return isNamed ? [{ operation, path: fitted }] : [];
  });
  const served = candidates.find(
    ({ operation: { methods } }) => methods.includes(method) || methods.includes('*'),
  );
  const { operation } = served ??
    candidates[0] ?? { operation: operations.find((each) => sharesRoot(each, path)) };
  if (!operation) return { kind: 'unknown' };
  const { requestReasons, rpc } = operation;
  if (candidates.length === 0 && rpc && namedValue(rpc, rpc.action, sent) === undefined) {
    // A browser shows what the mock serves.
    return method === 'GET'
      ? { kind: 'unknown' }
      : refusal(operation, requestReasons['missing-action'] ?? requestReasons['unknown-path']);
  }
  if (candidates.length === 0) return refusal(operation, requestReasons['unknown-path']);
  if (!served) return refusal(operation, requestReasons.method);
  if (decoded(path) === undefined)
    return refusal(operation, requestReasons['malformed-path'] ?? requestReasons.other);
  return { kind: 'operation', ...served };
}

function isNamedBy({ rpc }: MockedOperation, sent: SentParameters): boolean {
  return !rpc || isNamed(rpc, sent);
}

function refusal(operation: MockedOperation, code: string | undefined): Route {
  return code === undefined ? { kind: 'unknown' } : { kind: 'refused', operation, code };
}

/**
 * Returns the path with one segment per parameter, or `undefined` if it does not match.
 * A trailing parameter takes the rest: several segments (a Guance `subUri` may contain slashes), or none
 * (a monitor without one). Prism requires exactly one non-empty segment.
 */
function fitPath(operation: MockedOperation, path: string): string | undefined {
  const template = operation.path.split('/');
  const segments = path.split('/');
  const last = template.at(-1) as string;
  if (!isParameter(last)) {
    return segments.length === template.length && fits(template, segments) ? path : undefined;
  }
  const head = template.slice(0, -1);
  if (segments.length < head.length || !fits(head, segments)) return undefined;
  const tail = segments.slice(head.length).join('%2F') || exampleOf(operation, last);
  return [...segments.slice(0, head.length), tail].join('/');
}

function fits(template: readonly string[], segments: readonly string[]): boolean {
  return template.every((part, index) =>
    isParameter(part) ? segments[index] !== '' : part === segments[index],
  );
}

function isParameter(part: string): boolean {
  return part.startsWith('{') && part.endsWith('}');
}

function exampleOf({ document, entry }: MockedOperation, part: string): string {
  const parameters = ((entry.operation.parameters ?? []) as JsonObject[]).map((node) =>
    resolveNode(document, node),
  );
  const parameter = parameters.find((each) => each.in === 'path' && `{${each.name}}` === part);
  return encodeURIComponent(String(parameter?.example ?? 'none'));
}

function sharesRoot(operation: MockedOperation, path: string): boolean {
  const firsts = [operation.path, ...operation.otherPaths].map((each) => each.split('/')[1]);
  return firsts.includes(path.split('/')[1]);
}

/** Returns the decoded path, because a bundler may drop a `decodeURIComponent` call whose result is unused. */
function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
