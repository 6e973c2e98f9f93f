/** What the sentences of the doctor say of the contract. */
import { signing } from '@pushspec/contract/cloudmonitor';
import { PARTS, type PartName } from './signature.ts';

const { parts, prefixes, signatureHash } = signing.uploadCustomEvents;

/** Parts that are no header, which the contract has a word of its own for. */
const WORDS: Readonly<Record<string, string>> = {
  method: 'method',
  'signed-headers': 'signed headers',
  resource: 'path',
};

/** The parts of the string to sign, as sentences name them; a header goes by its name. */
export const PART_NAMES = Object.fromEntries(
  Object.entries(PARTS).map(([part, name]) => [name, part in WORDS ? `the ${WORDS[part]}` : part]),
) as Readonly<Record<PartName, string>>;

/** The lines in their order. */
export const LINES = parts.map((part) => WORDS[part] ?? part).join(', ');

/** Such as `x-cms- or x-acs-`. */
export const PREFIXES = prefixes.join(' or ');

/** Such as `HMAC-SHA1`. */
export const HMAC = `HMAC-${signatureHash.toUpperCase()}`;
