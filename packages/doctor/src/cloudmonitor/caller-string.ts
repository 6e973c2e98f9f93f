/** Compares a string to sign with that of the caller. */
import { type Difference, firstDifferent } from '../search/caller-string.ts';
import { PART_NAMES } from './labels.ts';
import type { SignatureParts, Signer } from './signature.ts';

/** Returns the first line that differs, or `undefined` if the strings are equal. */
export function firstDifference(
  { text: right, parts, signer }: { text: string; parts: SignatureParts; signer: Signer },
  own: string,
): Difference | undefined {
  if (own === right) return undefined;
  const { lineSeparator } = signer.rules;
  const [server, caller] = [right.split(lineSeparator), own.split(lineSeparator)];
  const index = firstDifferent(server, caller);
  if (index === undefined) return undefined;
  const headerLines = parts.headers.split(lineSeparator).length;
  const names = signer.order.flatMap((part) =>
    Array.from({ length: part === 'headers' ? headerLines : 1 }, () => PART_NAMES[part]),
  );
  const part = names[index] ?? 'after its end';
  return { line: index + 1, part, server: server[index], caller: caller[index] };
}
