/** Reads an `Authorization` header with ACS3, also a malformed one, and the key that a request names. */
import {
  type Acs3Scheme,
  type ParameterCarrier,
  parameterOf,
  type Rpc,
  type RpcV1Scheme,
  sentParameters,
} from '@pushspec/contract';
import { type Cause, cause, type Explanation, type SigningKey } from '../search/attempt.ts';
import { type Acs3Authorization, acs3Authorization, parseAcs3Authorization } from './signature.ts';

/** A reading of the header, with the mistakes in it. */
export interface AuthorizationReading extends Acs3Authorization {
  readonly causes: readonly Cause[];
}

const CREDENTIAL = /(?<![\w-])credential"?\s*[=:\s]\s*["']?([^\s,;"'&=:]+)/i;
const SIGNATURE = /(?<![\w-])signature"?\s*[=:\s]\s*["']?([0-9A-Za-z+/=_%-]+)/i;
const NAMES =
  /signed[-_ ]?headers?"?\s*[=:\s]\s*["']?([\w;,|: -]*?)["']?\s*[,;&]?\s*(?:(?<![\w-])(?:credential|signature)"?\s*[=:\s]|$)/i;
/** A date or a region behind the id. */
const SCOPE_END = /\/(\d{8}|[a-z]{2}-[a-z]+(-\d+)?)(\/.*)?$/;

/** Reads the header as its sender probably meant it. Returns `undefined` if no signature is found in it. */
export function readAuthorization(scheme: Acs3Scheme, header: string): AuthorizationReading | undefined {
  const strict = parseAcs3Authorization(header);
  const parsed = strict ?? lenient(header);
  if (!parsed) return uploadStyle(scheme, header);
  const { value } = scheme.algorithm;
  const causes: Cause[] = [];
  const accessKeyId = parsed.accessKeyId.replace(SCOPE_END, '');
  if (accessKeyId !== parsed.accessKeyId) causes.push(cause(SCOPE));
  if (!strict) causes.push(cause(malformed(scheme), whatIsMalformed(header, value)));
  else if (strict.algorithm !== value)
    causes.push(cause(algorithmName(value), JSON.stringify(strict.algorithm)));
  const [separator] = /[,| :](?=[\w-])/.exec(listedNames(header)) ?? [];
  if (separator !== undefined) causes.push(cause(NAMES_SEPARATOR, SEPARATORS[separator]));
  const signedHeaders = separator === undefined ? parsed.signedHeaders : namesIn(header);
  return { ...parsed, accessKeyId, signedHeaders, causes };
}

/** Returns the list of names as written, whatever separates them. */
function listedNames(header: string): string {
  return (NAMES.exec(header)?.[1] ?? '').trim();
}

function namesIn(header: string): string[] {
  return listedNames(header)
    .toLowerCase()
    .split(/[;,|: ]+/)
    .filter((name) => name !== '');
}

function lenient(header: string): Acs3Authorization | undefined {
  const accessKeyId = CREDENTIAL.exec(header)?.[1];
  const signature = SIGNATURE.exec(header)?.[1];
  if (accessKeyId === undefined || signature === undefined) return undefined;
  const signedHeaders = namesIn(header);
  const algorithm = /^\s*(?!credential)([\w-]+)/i.exec(header)?.[1] ?? '';
  return { algorithm, accessKeyId, signedHeaders, signature };
}

function whatIsMalformed(header: string, algorithm: string): string {
  const start = header.trim();
  if (/^credential/i.test(start)) return `it does not start with ${algorithm}`;
  if (/^["']/.test(start)) return 'it is in quotation marks';
  if (!start.startsWith(`${algorithm} `)) return `it does not start with ${algorithm} and a space`;
  if (/signedheaders\s*[=:]?\s*(,|;\s*signature|$)|^(?!.*signed-?_? ?headers?)/i.test(start))
    return 'SignedHeaders is missing or empty';
  if (/["']/.test(start)) return 'a value is in quotation marks';
  if (/(credential|signedheaders|signature)\s*:/i.test(start)) return 'there are colons instead of =';
  if (/\s=|=\s/.test(start)) return 'there are spaces around =';
  const names = ['Credential=', 'SignedHeaders=', 'Signature='].filter((name) => !start.includes(name));
  if (names.length > 0) return `there is no ${names.join(' or ')}, spelled exactly like this`;
  return 'its parts are not separated by commas';
}

const malformed = ({ algorithm }: Acs3Scheme): Explanation => ({
  code: 'authorization-malformed',
  cause: 'Authorization is not written as required: {detail}',
  fix: `Write ${acs3Authorization({ algorithm } as Acs3Scheme, { accessKeyId: 'AccessKeyId', signedHeaders: ['names', 'of', 'headers'], signature: 'hexadecimal digits' })}.`,
});

const algorithmName = (value: string): Explanation => ({
  code: 'algorithm-name',
  cause: `Authorization names the algorithm {detail}, not ${value}`,
  fix: `Write ${value}, exactly like this.`,
});

const SCOPE: Explanation = {
  code: 'credential-scope',
  cause: 'Credential has a date or a region behind the AccessKeyId, as for AWS',
  fix: 'Write only the AccessKeyId after Credential=.',
};

const NAMES_SEPARATOR: Explanation = {
  code: 'signed-headers-separator',
  cause: 'the names in SignedHeaders are separated by {detail}, not only by semicolons',
  fix: 'Separate the names with semicolons, without spaces.',
};

const SEPARATORS: Readonly<Record<string, string>> = {
  ',': 'commas',
  '|': 'vertical bars',
  ' ': 'spaces',
  ':': 'colons',
};

/** Recognizes `AccessKeyId:Signature`, as for the upload API. Which headers were signed is not known. */
function uploadStyle(scheme: Acs3Scheme, header: string): AuthorizationReading | undefined {
  const [, accessKeyId, signature] = /^(?:[A-Za-z][\w-]* )?([^\s:]+):(\S+)$/.exec(header.trim()) ?? [];
  if (accessKeyId === undefined || signature === undefined) return undefined;
  const found = cause(malformed(scheme), 'it is that of another API, AccessKeyId:Signature');
  return { algorithm: '', accessKeyId, signedHeaders: [], signature, causes: [found] };
}

/** Returns the id of the key that a request names, valid or not, or `undefined`. */
export function namedKeyId(
  { acs3, rpcV1 }: { acs3: Acs3Scheme; rpcV1: RpcV1Scheme },
  rpc: Rpc,
  request: ParameterCarrier,
): string | undefined {
  const authorization = request.headers[acs3.selectedBy.name.toLowerCase()] ?? '';
  return (
    readAuthorization(acs3, authorization)?.accessKeyId ??
    parameterOf(rpc, rpcV1.fields.accessKeyId.name, sentParameters(request))
  );
}

/** The key that a request names, and the mistake in its id. */
export interface NamedKey {
  readonly key: SigningKey;
  readonly causes: readonly Cause[];
}

const FIX_ID = 'Send the AccessKeyId exactly as it was issued.';

/** Finds the key with an id, also a misspelled one. @param place - the parameter or header with the id */
export function namedKey(id: string, keys: readonly SigningKey[], place: string): NamedKey | undefined {
  const found = (key: SigningKey | undefined, explanation?: Explanation) =>
    key && { key, causes: explanation ? [cause(explanation)] : [] };
  const plain = id.trim().replace(/^["'<]+|["'>]+$/g, '');
  return (
    found(keys.find(({ accessKeyId }) => accessKeyId === id)) ??
    found(
      keys.find(({ accessKeySecret }) => accessKeySecret === plain),
      {
        code: 'key-and-secret-swapped',
        cause: `${place} contains an AccessKeySecret instead of the AccessKeyId: the two are swapped`,
        fix: 'Send the AccessKeyId and sign with the secret. Replace this key, because its secret was sent in clear text.',
      },
    ) ??
    found(
      keys.find(({ accessKeyId }) => accessKeyId === plain),
      {
        code: 'access-key-id-whitespace',
        cause: `the AccessKeyId in ${place} has spaces or quotation marks around it`,
        fix: FIX_ID,
      },
    ) ??
    found(
      keys.find(({ accessKeyId }) => accessKeyId.toLowerCase() === plain.toLowerCase()),
      {
        code: 'access-key-id-case',
        cause: `the AccessKeyId in ${place} has a different letter case`,
        fix: FIX_ID,
      },
    ) ??
    found(
      keys.find(({ securityToken }) => securityToken === plain),
      {
        code: 'security-token-as-id',
        cause: `${place} contains the security token instead of the AccessKeyId`,
        fix: FIX_ID,
      },
    )
  );
}

/** Names another key with which the signature is correct. */
export function otherKeyCause({ accessKeyId }: SigningKey, place: string): Cause {
  return {
    code: 'access-key-id-other',
    cause: `the signature is correct for the access key ${accessKeyId}, but ${place} names another key`,
    fix: `Put the AccessKeyId that belongs to the secret into ${place}.`,
  };
}

/** Names fields of version 1 with a wrong value, such as the name of the algorithm. */
export function fixedFieldCauses(
  { fields, algorithm }: RpcV1Scheme,
  fieldOf: (name: string) => string | undefined,
): Cause[] {
  return [{ ...fields.algorithm, value: algorithm.value }, fields.version].flatMap(({ name, value = '' }) => {
    const sent = fieldOf(name);
    if (sent === undefined || sent === value) return [];
    return [
      {
        code: name === fields.algorithm.name ? 'algorithm-name' : 'signature-version',
        cause: `${name} is ${JSON.stringify(sent)}, not ${value}`,
        fix: `Send ${name}=${value}, exactly like this, and sign it.`,
      },
    ];
  });
}
