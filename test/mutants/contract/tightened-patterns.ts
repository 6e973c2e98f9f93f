/** Patterns that match fewer texts. */
import { matchingTexts } from '@pushspec/conformance';

const matching = matchingTexts(1);
const COMMON = 'eato0123456789M';

/** The pattern without the texts that have a certain character in them: one that some of them have, so that it shows. */
export function tightenedPatterns(pattern: string): [what: string, tightened: string][] {
  // What stands around the match is any text.
  const texts = matching(pattern).flatMap((text) => new RegExp(pattern, 'u').exec(text)?.[0] ?? []);
  const letter = [...COMMON].find((one) => texts.some((text) => text.includes(one)));
  return letter === undefined ? [] : [[`takes no ${letter}`, `^(?![^]*${letter})[^]*?(?:${pattern})`]];
}
