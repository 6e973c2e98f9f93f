/** Finds the operation that a request is for. */
import { type JsonObject, resolveNode } from '@pushspec/contract';
import type { MockedOperation } from './operation.ts';

export type Route =
  /** For this operation; `path` is the path in the form that Prism takes. */
  | { kind: 'operation'; operation: MockedOperation; path: string }
  /** The vendor refuses it. */
  | { kind: 'refused'; operation: MockedOperation; code: string }
  /** No vendor's. */
  | { kind: 'nobody' };

export interface RoutedRequest {
  method: string;
  /** Path as sent, without the query. */
  path: string;
}

/** Looks at path and method. A path below a vendor's first segment is taken to be meant for this vendor. */
export function findRoute(operations: readonly MockedOperation[], { method, path }: RoutedRequest): Route {
  const candidates = operations.flatMap((operation) => {
    const fitted = fitPath(operation, path);
    return fitted === undefined ? [] : [{ operation, path: fitted }];
  });
  const served = candidates.find(
    ({ operation: { methods } }) => methods.includes(method) || methods.includes('*'),
  );
  const { operation } = served ??
    candidates[0] ?? { operation: operations.find((each) => sharesRoot(each, path)) };
  if (!operation) return { kind: 'nobody' };
  const { requestReasons } = operation;
  if (candidates.length === 0) return refusal(operation, requestReasons['unknown-path']);
  if (!served) return refusal(operation, requestReasons.method);
  if (decoded(path) === undefined)
    return refusal(operation, requestReasons['malformed-path'] ?? requestReasons.other);
  return { kind: 'operation', ...served };
}

function refusal(operation: MockedOperation, code: string | undefined): Route {
  return code === undefined ? { kind: 'nobody' } : { kind: 'refused', operation, code };
}

/**
 * The path with one segment per parameter, or undefined where it does not fit.
 * A parameter at the end takes whatever is left: several segments (a Guance `subUri` may contain slashes), or none
 * (a monitor without one). Prism takes exactly one segment that is not empty.
 */
function fitPath(operation: MockedOperation, path: string): string | undefined {
  const { entry } = operation;
  const template = entry.path.split('/');
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

function sharesRoot({ entry }: MockedOperation, path: string): boolean {
  return entry.path.split('/')[1] === path.split('/')[1];
}

/** Its value is used, as a bundler may drop a call of `decodeURIComponent` whose value is not. */
function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
