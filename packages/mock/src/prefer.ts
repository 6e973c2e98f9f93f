/** Reads the preferred response: `Prefer: code=403, example=rate-limited`, or `?__code=403&__example=…`. */

import { type MockedOperation, statusOf } from './operation.ts';
import { type MockResponse, problem } from './response.ts';

/** Prism's names for these preferences. */
export interface Preference {
  code?: number;
  exampleKey?: string;
  /** Whether to generate responses from the schema instead of using examples. */
  dynamic: boolean;
  /** Seed that makes generated responses reproducible. */
  seed?: string;
}

/** Reads the preference. Ignores unknown preferences, as RFC 7240 requires. */
export function readPreference(header: string | undefined, query: URLSearchParams): Preference {
  const named = new Map<string, string>();
  if (header === undefined) {
    for (const [name, value] of query) if (name.startsWith('__')) named.set(name.slice(2), value);
  } else {
    for (const [, name, quoted, bare] of header.matchAll(/(\w+)\s*=\s*(?:"([^"]*)"|([^\s,;"]+))/g)) {
      named.set(String(name).toLowerCase(), quoted ?? bare ?? '');
    }
  }
  const { code, example, seed } = Object.fromEntries(named);
  return {
    dynamic: named.get('dynamic') === 'true',
    ...(code !== undefined && { code: Number(code) }),
    ...(example !== undefined && { exampleKey: example }),
    ...(seed !== undefined && { seed }),
  };
}

/** Returns an error for a preference that the contract cannot fulfill, or `undefined`. Prism would send 500 for some. */
export function refusePreference(
  operation: MockedOperation,
  { code, exampleKey }: Preference,
): MockResponse | undefined {
  const { examples, entry } = operation;
  if (code !== undefined && !examples.has(code)) {
    const known = [...examples.keys()].join(', ');
    return problem(
      404,
      'No such response',
      `${entry.operationId} has no response with this code; it has ${known}.`,
    );
  }
  if (exampleKey === undefined) return undefined;
  const status = code ?? Math.min(...examples.keys());
  const names = examples.get(status) ?? [];
  if (names.includes(exampleKey)) return undefined;
  const elsewhere = statusOf(operation, exampleKey);
  const hint =
    elsewhere === undefined
      ? `it has ${names.join(', ')}.`
      : `the example is one of ${elsewhere}: Prefer: code=${elsewhere}, example=${exampleKey}`;
  const detail = `The response ${status} of ${entry.operationId} has no example with this name; ${hint}`;
  return problem(404, 'No such example', detail);
}
