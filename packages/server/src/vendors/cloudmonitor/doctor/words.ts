/** What the sentences of the doctor say of the contract. */
import { signing } from '@pushspec/contract/cloudmonitor/documented';
import type { PartName } from '../signature.ts';

const { parts, prefixes, signatureHash } = signing.uploadCustomEvents;

/** The parts of the string to sign, as sentences name them. */
export const PART_NAMES: Readonly<Record<PartName, string>> = {
  method: 'the method',
  contentMd5: 'Content-MD5',
  contentType: 'Content-Type',
  date: 'Date',
  headers: 'the signed headers',
  resource: 'the path',
};

/** The lines in their order. */
export const LINES = parts
  .map((part) => part.replace('signed-', 'signed ').replace('resource', 'path'))
  .join(', ');

/** Such as `x-cms- or x-acs-`. */
export const PREFIXES = prefixes.join(' or ');

/** Such as `HMAC-SHA1`. */
export const HMAC = `HMAC-${signatureHash.toUpperCase()}`;
