/** What the caller wants to be answered: `Prefer: code=403, example=rate-limited`, or `?__code=403&__example=…`. */
import { type Answer, problem } from './answer.ts';
import { type MockedOperation, statusOf } from './operation.ts';

/** Prism's own words for it. */
export interface Preference {
  code?: number;
  exampleKey?: string;
  /** Answers made up from the schema instead of examples. */
  dynamic: boolean;
  /** Makes the made-up answers the same each time. */
  seed?: string;
}

/** Reads the preference. Whatever it does not know is ignored, as RFC 7240 has it. */
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

/** The answer to a preference that the contract cannot fulfil; undefined where it can. Prism itself answers 500 to some. */
export function refusePreference(
  operation: MockedOperation,
  { code, exampleKey }: Preference,
): Answer | undefined {
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
