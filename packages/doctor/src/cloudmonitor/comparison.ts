/** Compares the server's string to sign with the caller's. Secrets are masked in both. */
import type { SigningKey } from '../search/attempt.ts';
import {
  type Difference,
  firstDifferent,
  readCallerString,
  STRING_TO_SIGN_HEADER,
} from '../search/caller-string.ts';
import { MASK, maskerOf, shortened } from '../search/mask.ts';
import type { SignatureCase } from './case.ts';
import { PART_NAMES } from './labels.ts';
import type { SignatureParts, Signer } from './signature.ts';

/** The server's string to sign, and how the caller's differs. */
export interface Comparison {
  stringToSign: string;
  /** The string that the caller signed, if known and different. */
  callerString?: string;
  difference?: Difference;
}

/** Returns the string to sign that the caller sent, or `undefined` if there is none. */
export function callerStringOf({ request }: SignatureCase): string | undefined {
  const own = request.headers[STRING_TO_SIGN_HEADER];
  return own === undefined ? undefined : readCallerString(own);
}

/** Compares the strings. `signed` is what the caller signed, if a cause reproduces it. */
export function comparison(request: SignatureCase, keys: readonly SigningKey[], signed?: string): Comparison {
  const own = callerStringOf(request);
  const caller = own ?? signed;
  const mask = (text: string) => maskedText(text, request, keys);
  const difference = own === undefined ? undefined : firstDifference(request, own);
  return {
    stringToSign: mask(request.text),
    ...(caller !== undefined && caller !== request.text && { callerString: shortened(mask(caller)) }),
    ...(difference && {
      difference: {
        ...difference,
        server: difference.server === undefined ? undefined : mask(difference.server),
        caller: difference.caller === undefined ? undefined : mask(difference.caller),
      },
    }),
  };
}

/** Masks a string to sign, which contains the security token. A caller's string may contain other secrets by mistake. */
function maskedText(text: string, { signed }: SignatureCase, keys: readonly SigningKey[]): string {
  const tokens = signed.filter(([name]) => name.endsWith('-security-token')).map(([, value]) => value);
  const shown = text.replace(/(-security-token[^\S\n]*:)[^\n]+/gi, `$1${MASK}`);
  return maskerOf(keys).with(tokens).text(shown);
}

/** Returns the first line that differs, or `undefined` if the strings are equal. */
function firstDifference(
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
