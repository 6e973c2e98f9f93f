/** Patterns that match fewer texts. */
import { matchingTexts } from '@pushspec/conformance';

const matching = matchingTexts(1);
const COMMON = 'eato0123456789';

/** The pattern without the texts that have a certain character in them: one that some of them have, so that it shows. */
export function tightenedPatterns(pattern: string): [what: string, tightened: string][] {
  const texts = matching(pattern);
  const letter = [...COMMON].find((one) => texts.some((text) => text.includes(one)));
  return letter === undefined ? [] : [[`takes no ${letter}`, `^(?![^]*${letter})[^]*?(?:${pattern})`]];
}
