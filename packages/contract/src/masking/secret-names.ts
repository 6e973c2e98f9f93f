/** Recognizes names of headers, properties and parameters whose value is a secret. */

const SECRET_NAME =
  /token|secret|passw|pwd|jwt|api[-_]?key|private[-_]?key|authorization|credential(?!s?[-_]provider)|cookie|string-to-sign|^sign(?:ature)?$/i;

/** The same names in any text, where they may be part of a longer word. */
const SECRET_WORD =
  /token|secret|passw|pwd|jwt|api[-_]?key|private[-_]?key|authorization|credential(?!s?[-_]provider)|cookie|string-to-sign|\bsign(?:ature)?\b/gi;

/** Names whose value is a secret even if it is a number, unlike `token_count`. */
const SECRET_NUMBER_NAME = /(?:token|secret|password|passwd|pwd|api[-_]?key)$/i;

export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

export function isSecretNumber(name: string): boolean {
  return SECRET_NUMBER_NAME.test(name);
}

export function holdsSecretName(text: string): boolean {
  return text.search(SECRET_WORD) >= 0;
}

/** Finds such names in a text. */
export function secretNamesIn(text: string): IterableIterator<RegExpExecArray> {
  return text.matchAll(SECRET_WORD);
}
