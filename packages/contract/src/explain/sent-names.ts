/** Shows locations in messages as a request names them. */
import { pointerSegments } from '../document.ts';
import type { Rpc } from '../model/contract.ts';
import type { Failure } from './failures.ts';

/**
 * Returns the failures with the names of RPC parameters as paths: `EventInfo.1.EventName` for `/EventInfo/0/EventName`.
 * The pointers stay those of the decoded body. Without `rpc`, returns the failures unchanged.
 */
export function withSentNames(failures: readonly Failure[], rpc: Rpc | undefined): readonly Failure[] {
  if (!rpc) return failures;
  return failures.map((failure) => ({
    ...failure,
    parameters: { ...failure.parameters, path: sentName(rpc, failure.pointer) },
  }));
}

function sentName({ style = {} }: Rpc, pointer: string): string {
  const [list = '', index, ...rest] = pointerSegments(pointer);
  const isNumbered = index !== undefined && style[list] === 'repeatList';
  // Lists start at 1.
  return [list, ...(index === undefined ? [] : [isNumbered ? Number(index) + 1 : index]), ...rest].join('.');
}
