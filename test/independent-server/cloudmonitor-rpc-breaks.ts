/** Mistakes that an implementer of CloudMonitor's RPC contract could make. */
import { type Break, before, bodies, check, lenient, properties, responses, rule, without } from './break.ts';
import { bad, invalid } from './cloudmonitor-rpc-refusals.ts';
import type { JsonObject } from './service.ts';

const broken = (wrong: string, alter: Break['alter']): Break => ({ api: 'cloudmonitor-rpc', wrong, alter });

const limits: readonly Break[] = [
  broken('PutCustomEvent takes one event more', rule({ PutCustomEvent: 51 })),
  broken('PutCustomEvent takes one event fewer', rule({ PutCustomEvent: 49 })),
  broken('PutEvent takes no more events than PutCustomEvent', rule({ PutEvent: 50 })),
  broken('values may have one byte more', rule({ maxBytes: 512_001 })),
  broken(
    'the size is measured before the values are decoded',
    check('size', (_, { request: { body } }) =>
      body.length > 512_000 ? bad('the values of the parameters have more than 512000 bytes') : undefined,
    ),
  ),
  broken('JSON may be nested one level deeper', rule({ maxDepth: 513 })),
  broken('there is no rate limit', without('rate')),
  broken('one request more per second is allowed', rule({ requests: 21 })),
  broken('five requests in a second are too many', rule({ requests: 4 })),
  broken('the time to wait is in seconds', rule({ retryUnitMs: 1000 })),
  broken('the time to wait is in Retry-After', rule({ retryHeader: 'Retry-After' })),
  broken(
    'too many requests have the status 429',
    check('rate', (refusal) => refusal && { ...refusal, status: 429 }),
  ),
];

const signatures: readonly Break[] = [
  broken('a tilde is encoded in the parameters to sign', rule({ unreserved: 'A-Za-z0-9._-' })),
  broken('a tilde is encoded in the string to sign only', rule({ outerUnreserved: 'A-Za-z0-9._-' })),
  broken('an asterisk is not encoded', rule({ unreserved: 'A-Za-z0-9._~*-' })),
  broken('parentheses are not encoded', rule({ unreserved: 'A-Za-z0-9._~()-' })),
  broken('a space is signed as a plus sign', rule({ encodedSpace: '+' })),
  broken('the key of version 1 has no ampersand at its end', rule({ keySuffix: '' })),
  broken('version 1 signs the query only', rule({ signsForm: false })),
  broken('empty parameters are not signed with version 1', rule({ signsEmpty: false })),
  broken('parameters are sorted by the numbers in their names', rule({ sortsNumbers: true })),
  broken('the digest of the body is not compared', rule({ trustsDigest: true })),
  broken('ACS3 needs no digest', without('digestIsSent')),
  broken(
    'Content-Type must be signed',
    rule({ signedHeaders: 'host content-type x-acs-date x-acs-content-sha256' }),
  ),
  broken(
    'the host need not be signed',
    rule({ signedHeaders: 'x-acs-action x-acs-content-sha256 x-acs-date x-acs-version' }),
  ),
  broken(
    'headers that start with x-acs- need not be signed',
    rule({ signedHeaders: 'host', signedPrefix: '-' }),
  ),
  broken('any signature is accepted', without('signature')),
  broken(
    'the response to a wrong signature has no string to sign',
    check(
      'signature',
      (refusal) => refusal && { ...refusal, message: refusal.message.replace(/(is:|is \[).*/s, '$1') },
    ),
  ),
];

const senders: readonly Break[] = [
  broken('a nonce may be used again', without('nonce')),
  broken('a nonce may be missing', without('nonceIsSent')),
  broken('a timestamp may be any time', without('skew')),
  broken('a timestamp may be off by one minute at most', rule({ skewSeconds: 60 })),
  broken('a timestamp may be off by 31 minutes', rule({ skewSeconds: 1860 })),
  broken(
    'timestamps may have milliseconds',
    rule({ timestamp: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{3})?Z$' }),
  ),
  broken(
    'timestamps may have an offset',
    rule({ timestamp: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(Z|[+-]\\d{2}:\\d{2})$' }),
  ),
  broken(
    'an unknown key has the status 400',
    check('key', (refusal) => refusal && { ...refusal, status: 400 }),
  ),
  broken('the security token is not compared', without('token')),
  broken('the security token of a temporary key may be missing', without('tokenIsSent', 'token')),
  broken('keys without permission are accepted', without('permission')),
  broken('the nonce is checked after the permission', before('permission', 'nonce')),
  broken('the permission is checked before the signature', before('permission', 'signature')),
  broken('the permission is checked after the events', (service) => {
    service.order = [...service.order.filter((name) => name !== 'permission'), 'permission'];
  }),
  broken('the key is checked before the action', before('key', 'action')),
  broken('the key is checked before the version', before('key', 'version')),
  broken('the timestamp is checked before the key', (service) => {
    before('timestamp', 'key')(service);
    before('skew', 'key')(service);
  }),
  broken('the timestamp is checked after the signature', (service) => {
    before('timestamp', 'nonce')(service);
    before('skew', 'nonce')(service);
  }),
  broken('the media type is checked before the key', before('mediaType', 'key')),
  broken('the list is decoded before the signature is checked', before('body', 'signature')),
  broken('the security token is checked before the nonce', before('tokenIsSent', 'nonce')),
  broken('any SignatureMethod is accepted', lenient('scheme', 'signature method')),
  broken('SignatureVersion may be missing', lenient('scheme', 'SignatureVersion is mandatory')),
];

const parameters: readonly Break[] = [
  broken('the decoder accepts gaps', rule({ allowsGaps: true })),
  broken('the decoder accepts the index 0', rule({ index: '^(0|[1-9][0-9]*)$' })),
  broken('the decoder accepts leading zeros', rule({ index: '^0*[1-9][0-9]*$' })),
  broken('the decoder accepts parameters that are sent twice', without('repeated')),
  broken('the decoder accepts a list next to a plain value', rule({ allowsBoth: true })),
  broken('parameters of the gateway may not be in both query and form', rule({ gatewayOnce: true })),
  broken('parameters of the gateway are not read from a form', rule({ gatewayInForm: false })),
  broken('JSON may have trailing commas', rule({ trailingCommas: true })),
  broken('the decoder keeps plus signs', rule({ plus: '+' })),
  broken('parameters in the query are ignored', rule({ readsQuery: false })),
  broken('parameters in a form are ignored', rule({ readsForm: false })),
  broken('bytes that are not UTF-8 are replaced', rule({ replacesBytes: true })),
  broken('invalid percent-encoding is kept', rule({ keepsPercents: true })),
  broken('a form may not have a charset', rule({ form: '^application/x-www-form-urlencoded$' })),
  broken('bodies of any media type are accepted', without('mediaType')),
  broken(
    'a body needs a media type even if it is empty',
    check('mediaType', (refusal, { request: { headers } }) =>
      headers['content-type'] === undefined ? invalid('Content-Type is missing') : refusal,
    ),
  ),
  broken('only POST is served', rule({ methods: 'POST' })),
  broken('PUT is served', rule({ methods: 'POST GET PUT' })),
  broken('the header is read before the parameter', rule({ prefersHeaders: true })),
  broken('the version is not checked', without('version')),
  broken('the version may be missing', lenient('version', 'mandatory')),
  broken('JSON with single quotes is refused', rule({ singleQuotes: false })),
  broken('a name of whitespace is accepted', lenient('events', 'blank')),
  broken('an event of PutCustomEvent may be a string', lenient('events', 'must be an object')),
  broken('a group may have 19 digits', rule({ group: '^[0-9]{1,19}$' })),
  broken('days that do not exist are accepted', rule({ checksDays: false })),
];

const envelopes: readonly Break[] = [
  broken(
    'Code is a number',
    properties(({ Code }) => ({ Code: Number(Code) || (Code ?? '') })),
  ),
  broken('properties start with a lowercase letter', bodies(lowercased)),
  broken(
    'there is no RequestId',
    bodies((body) => void delete body.RequestId),
  ),
  broken(
    'refusals of the service have a code of the gateway',
    properties(({ Code = '' }) => ({ Code: Code === '400' ? 'InvalidParameter' : Code })),
  ),
  broken(
    'an unknown action has the status 400',
    check('action', (refusal) => refusal && { ...refusal, status: 400 }),
  ),
  broken('Content-Type has no charset', rule({ mediaType: 'application/json' })),
  broken(
    'every response has the status 200',
    responses((response) => ({ ...response, status: 200 })),
  ),
];

function lowercased(body: JsonObject): void {
  for (const [name, value] of Object.entries(body)) {
    delete body[name];
    body[name[0]?.toLowerCase() + name.slice(1)] = value;
  }
}

export const cloudmonitorRpcBreaks: readonly Break[] = [
  ...limits,
  ...signatures,
  ...senders,
  ...parameters,
  ...envelopes,
];
