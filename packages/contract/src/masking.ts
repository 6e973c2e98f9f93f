/**
 * Masks secrets in everything that is shown: records, reports and logs.
 *
 * @example
 * ```js
 * import { createMasker, secretsInText } from '@pushspec/contract/masking';
 *
 * const masker = createMasker(['a-secret-of-4711']);
 * console.log(masker.text('the key is a-secret-of-4711'));
 * const body = '{"password":"unknown"}';
 * console.log(masker.text(body, { secrets: secretsInText(body) }));
 * ```
 * ```text
 * the key is …4711
 * {"password":"…"}
 * ```
 */
// The server and the conformance tests share this module.
export { maskedDeep } from './masking/deep.ts';
export {
  createMasker,
  type Marks,
  type Masker,
  type MaskerOptions,
  MIN_SECRET,
  masked,
} from './masking/masker.ts';
export type { Range, SecretRange } from './masking/ranges.ts';
export { jsonDecoded } from './masking/readings.ts';
export {
  type RequestContext,
  type RequestSecrets,
  type RequestText,
  secretsInRequest,
} from './masking/request.ts';
export { isSecretName } from './masking/secret-names.ts';
export { endOfString, secretsInJson, secretsInText } from './masking/secrets-in-text.ts';
