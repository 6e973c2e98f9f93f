/** Stores a Chinese contract as the strings that differ from the English one, each at its JSON pointer. */
import { escapePointer, type Json, type OpenApiDocument, pointerSegments } from './document.ts';

/** Maps JSON pointers to strings in the other language. */
export type Translation = Readonly<Record<string, string>>;

/** The translations of both profiles. `null` marks a documented string that the receiver's document does not have. */
export interface Translations {
  readonly documented: Translation;
  /** The strings that differ from the documented profile. */
  readonly receiver: Readonly<Record<string, string | null>>;
}

/** Returns the strings that differ between two documents. Throws with the pointer of any other difference. */
export function translationOf(english: OpenApiDocument, other: OpenApiDocument): Translation {
  const strings: Record<string, string> = {};
  const compare = (one: Json, two: Json | undefined, pointer: string): void => {
    if (typeof one === 'object' && one !== null && typeof two === 'object' && two !== null) {
      const names = Object.keys(one);
      if (names.join('\n') !== Object.keys(two).join('\n'))
        throw new Error(
          `the translation must have the same properties as the contract at ${pointer || 'the root'}: check the zh-CN overlay`,
        );
      for (const name of names) {
        const at = `${pointer}/${escapePointer(name)}`;
        compare((one as Record<string, Json>)[name] as Json, (two as Record<string, Json>)[name], at);
      }
      return;
    }
    if (one === two) return;
    if (typeof one !== 'string' || typeof two !== 'string')
      throw new Error(`the translation may change only strings, and changes another value at ${pointer}`);
    strings[pointer] = two;
  };
  compare(english, other, '');
  return strings;
}

/** Combines the translations of both profiles, with each shared string only once. */
export function combined(documented: Translation, receiver: Translation): Translations {
  const own = Object.entries(receiver).filter(([pointer, string]) => documented[pointer] !== string);
  const gone = Object.keys(documented).filter((pointer) => receiver[pointer] === undefined);
  return {
    documented,
    receiver: Object.fromEntries([...own, ...gone.map((pointer) => [pointer, null] as const)]),
  };
}

/** Replaces the strings of an English document with those of a profile's translation, in place. */
export function translate(
  document: OpenApiDocument,
  { documented, receiver }: Translations,
  profile: 'documented' | 'receiver',
): OpenApiDocument {
  const strings = profile === 'documented' ? documented : { ...documented, ...receiver };
  for (const [pointer, string] of Object.entries(strings)) {
    if (string === null) continue;
    const segments = pointerSegments(pointer);
    const last = segments.pop() as string;
    const parent = segments.reduce<Json>(
      (node, name) => (node as Record<string, Json>)[name] as Json,
      document,
    );
    (parent as Record<string, Json>)[last] = string;
  }
  return document;
}
