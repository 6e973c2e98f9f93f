/** The limits of a request that a single event can break, told from its text. */
import type { PrecompiledItem } from '@pushspec/contract/precompiled';
import type { Occurrence } from './finding.ts';

/** The limit that no request with this body keeps. */
export function brokenLimit(
  { maxBytes, maxDepth }: Pick<PrecompiledItem, 'maxBytes' | 'maxDepth'>,
  text: string,
): Occurrence | undefined {
  // A character has at most three bytes, and a level at least two characters: hardly any text has to be looked at.
  if (maxBytes && text.length * 3 > maxBytes.limit) {
    const size = new TextEncoder().encode(text).length;
    if (size > maxBytes.limit) return broken(maxBytes.reason, { limit: maxBytes.limit, size });
  }
  if (text.length > maxDepth.limit * 2 && nestingDepth(text) > maxDepth.limit) {
    return broken(maxDepth.reason, { limit: maxDepth.limit });
  }
  return undefined;
}

function broken(code: string, parameters: Occurrence['parameters']): Occurrence {
  return { code, pointer: '', parameters };
}

/** How deep arrays and objects are nested in a JSON text. */
function nestingDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  let isInText = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '"') isInText = !isInText;
    else if (isInText) {
      if (character === '\\') index++;
    } else if (character === '[' || character === '{') deepest = Math.max(deepest, ++depth);
    else if (character === ']' || character === '}') depth--;
  }
  return deepest;
}
