/** Keeps secrets out of everything that is shown: records, reports, logs. The server and the conformance tests share it. */
export { maskedDeep } from './masking/deep.ts';
export {
  createMasker,
  type Marks,
  type Masker,
  type MaskerOptions,
  MIN_SECRET,
  masked,
} from './masking/masker.ts';
export type { Range, Role } from './masking/ranges.ts';
export { jsonDecoded } from './masking/readings.ts';
export { type RequestKnowledge, type RequestRoles, type RequestText, rolesOf } from './masking/request.ts';
export { endOfString, rolesInJson, rolesInText } from './masking/roles.ts';
export { isSecretName } from './masking/secret-names.ts';
