/** Names the parts of the contract in the doctor's messages. */
import { signing } from '@pushspec/contract/cloudmonitor';
import { PARTS, type PartName } from './signature.ts';

const { parts, prefixes, signatureHash } = signing.uploadCustomEvents;

/** Labels of the parts that are not headers. */
const LABELS: Readonly<Record<string, string>> = {
  method: 'method',
  'signed-headers': 'signed headers',
  resource: 'path',
};

/** Names of the parts of the string to sign. A header keeps its name. */
export const PART_NAMES = Object.fromEntries(
  Object.entries(PARTS).map(([part, name]) => [name, part in LABELS ? `the ${LABELS[part]}` : part]),
) as Readonly<Record<PartName, string>>;

/** The names of the lines, in order. */
export const LINES = parts.map((part) => LABELS[part] ?? part).join(', ');

/** The prefixes of signed headers, such as `x-cms- or x-acs-`. */
export const PREFIXES = prefixes.join(' or ');

/** The name of the HMAC, such as `HMAC-SHA1`. */
export const HMAC = `HMAC-${signatureHash.toUpperCase()}`;
