/** Recognizes words next to secrets that are public: names of headers, of fields and of algorithms. */

/** Names of headers that requests are signed with. Those of the vendors consist of words, unlike a secret. */
const HEADER_NAME =
  /^(?:host|date|accept|user-agent|content-(?:type|md5|length|encoding)|x-(?:acs|cms|amz)(?:-[a-z]{2,16}){1,4}(?:256)?)$/i;

const FIELD_NAME = /^(?:Credential|SignedHeaders|Signature)$/i;

const ALGORITHM = /^(?:[a-z][a-z\d]{1,5}-)?hmac-(?:sha|sm)\d{1,3}$/i;

export function isHeaderName(word: string): boolean {
  return HEADER_NAME.test(word);
}

/** Whether a word is never a secret by its role, though it may be one in a configuration. */
export function isPublicWord(word: string): boolean {
  return isHeaderName(word) || FIELD_NAME.test(word) || ALGORITHM.test(word);
}
