/** Explains numbers that sending would change, because JavaScript reads every number as a 64-bit double. */
import {
  escapePointer,
  type InexactNumber,
  inexactNumbers,
  isObject,
  pointerSegments,
  sourcesAt,
} from '@pushspec/contract';
import type { ReadDocument } from '../send/source.ts';
import type { Problem } from './records.ts';

/** Longest number to show in full, in characters. */
const MAX_SHOWN = 40;

/** Describes a number in an event, whose path is `pointer`. */
export function inexactProblem({ pointer, source, sent }: Omit<InexactNumber, 'byte'>): Problem {
  const path = pointerSegments(pointer).join('.');
  const shown = source.length > MAX_SHOWN ? `${source.slice(0, MAX_SHOWN)}…` : source;
  return {
    code: 'inexact-number',
    message: `the number ${shown} in \`${path}\` ${inexactness(sent)}`,
    fix: `Write \`${path}\` as a string, or as a number that a 64-bit double holds exactly.`,
  };
}

/** Returns what is wrong with a number, as the end of a sentence. */
export function inexactness(sent: string): string {
  if (sent === 'null') return 'is beyond the range of a 64-bit double';
  return `cannot be sent exactly, because a 64-bit double turns it into ${sent}`;
}

/** An item of a document that has an inexact number. */
export interface InexactItem {
  /** The first one. Its pointer starts at the item, and its byte at the beginning of the input. */
  readonly number: InexactNumber;
  /** The item as it is written. */
  readonly text: string;
}

export type InexactItems = ReadonlyMap<unknown, InexactItem>;

/** Returns the items of a document that have inexact numbers. */
export function inexactItems(document: ReadDocument, items: readonly unknown[]): InexactItems {
  const bytes = document.bytes.subarray(document.start);
  const numbers = inexactNumbers(bytes);
  if (numbers.length === 0) return new Map();
  const all = new Set<unknown>(items.filter(isObject));
  const first = new Map<unknown, { number: InexactNumber; pointer: string }>();
  for (const number of numbers) {
    const segments = pointerSegments(number.pointer);
    let value = document.value as Readonly<Record<string, unknown>> | null | undefined;
    let depth = 0;
    while (depth < segments.length && !all.has(value))
      value = value?.[segments[depth++] ?? ''] as typeof value;
    // What is around the items, such as a data id, is not sent.
    if (depth === segments.length || first.has(value)) continue;
    const pointer = pointerOf(segments.slice(0, depth));
    first.set(value, {
      number: { ...number, byte: document.start + number.byte, pointer: pointerOf(segments.slice(depth)) },
      pointer,
    });
  }
  const sources = sourcesAt(bytes, new Set([...first.values()].map(({ pointer }) => pointer)));
  return new Map(
    [...first].map(([item, { number, pointer }]) => [item, { number, text: sources.get(pointer) ?? '' }]),
  );
}

function pointerOf(segments: readonly string[]): string {
  return segments.map((segment) => `/${escapePointer(segment)}`).join('');
}
