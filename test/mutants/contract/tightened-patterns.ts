/** Creates patterns that match fewer strings. */
import { matchingStrings } from '@pushspec/conformance';

const matching = matchingStrings(1);
const COMMON = 'eato0123456789M';

/** Excludes strings with a certain character from the pattern, one that occurs in some of them. */
export function tightenedPatterns(pattern: string): [what: string, tightened: string][] {
  // The match may be surrounded by any string.
  const texts = matching(pattern).flatMap((text) => new RegExp(pattern, 'u').exec(text)?.[0] ?? []);
  const letter = [...COMMON].find((one) => texts.some((text) => text.includes(one)));
  return letter === undefined ? [] : [[`takes no ${letter}`, `^(?![^]*${letter})[^]*?(?:${pattern})`]];
}
