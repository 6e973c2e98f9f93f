/** Shows numbers in messages as the caller wrote them. JavaScript reads 9223372036854775807 as 9223372036854776000. */
import { type Json, sourcesAt, valueAt } from '@pushspec/contract';
import { type Failure, shownValue } from '@pushspec/contract/explain';
import type { Contract } from '../contract/contract.ts';
import type { Exchange } from './exchange.ts';

/** Returns the failures with the numbers of the body as it was sent. */
export function withWrittenNumbers(
  failures: readonly Failure[],
  { body, bytes }: Pick<Exchange, 'body' | 'bytes'>,
  { operation }: Contract,
): readonly Failure[] {
  const inexact = failures.filter(({ pointer }) => isInexact(valueAt(body, pointer)));
  // The body of an RPC operation is not JSON.
  if (inexact.length === 0 || operation.rpc) return failures;
  const pointers = new Set(inexact.map(({ pointer }) => pointer));
  const sources = sourcesAt(bytes, pointers, operation.leniency);
  return failures.map((failure) => {
    const source = sources.get(failure.pointer);
    if (source === undefined) return failure;
    const read = shownValue(valueAt(body, failure.pointer));
    const written = (shown: string | number | undefined) =>
      typeof shown === 'string' && shown.startsWith(read)
        ? shownValue(source) + shown.slice(read.length)
        : shown;
    const { got, value } = failure.parameters;
    return { ...failure, parameters: { ...failure.parameters, got: written(got), value: written(value) } };
  });
}

/** Whether a number may differ from what the caller wrote. */
function isInexact(value: Json | undefined): boolean {
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) > Number.MAX_SAFE_INTEGER;
}
