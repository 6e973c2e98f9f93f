/** Chinese contracts: the English document plus the strings that differ, each at its JSON pointer. */
import { escapePointer, type Json, type OpenApiDocument, pointerSegments } from './document.ts';

/** JSON pointer to the string in the other language. */
export type Translation = Readonly<Record<string, string>>;

/** The translations of both profiles; null where the documented one does not apply to the receiver's document. */
export interface Translations {
  readonly documented: Translation;
  /** What differs from the documented profile. */
  readonly receiver: Readonly<Record<string, string | null>>;
}

/** Compares two documents that differ in strings only. Throws with the pointer of any other difference. */
export function translationOf(english: OpenApiDocument, other: OpenApiDocument): Translation {
  const strings: Record<string, string> = {};
  const compare = (one: Json, two: Json | undefined, pointer: string): void => {
    if (typeof one === 'object' && one !== null && typeof two === 'object' && two !== null) {
      const names = Object.keys(one);
      if (names.join('\n') !== Object.keys(two).join('\n'))
        throw new Error(`the translation has other properties than the contract at ${pointer || 'the root'}`);
      for (const name of names) {
        const at = `${pointer}/${escapePointer(name)}`;
        compare((one as Record<string, Json>)[name] as Json, (two as Record<string, Json>)[name], at);
      }
      return;
    }
    if (one === two) return;
    if (typeof one !== 'string' || typeof two !== 'string')
      throw new Error(`the translation changes something other than a string at ${pointer}`);
    strings[pointer] = two;
  };
  compare(english, other, '');
  return strings;
}

/** Stores each string of both profiles once. */
export function combined(documented: Translation, receiver: Translation): Translations {
  const own = Object.entries(receiver).filter(([pointer, text]) => documented[pointer] !== text);
  const gone = Object.keys(documented).filter((pointer) => receiver[pointer] === undefined);
  return {
    documented,
    receiver: Object.fromEntries([...own, ...gone.map((pointer) => [pointer, null] as const)]),
  };
}

/** Puts the strings of a profile into its English document, in place. */
export function translate(
  document: OpenApiDocument,
  { documented, receiver }: Translations,
  profile: 'documented' | 'receiver',
): OpenApiDocument {
  const strings = profile === 'documented' ? documented : { ...documented, ...receiver };
  for (const [pointer, text] of Object.entries(strings)) {
    if (text === null) continue;
    const segments = pointerSegments(pointer);
    const last = segments.pop() as string;
    const parent = segments.reduce<Json>(
      (node, name) => (node as Record<string, Json>)[name] as Json,
      document,
    );
    (parent as Record<string, Json>)[last] = text;
  }
  return document;
}
