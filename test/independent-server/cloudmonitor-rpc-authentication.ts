/** Checks who sent a request of the RPC gateway: key, time, signature, nonce and security token. */
import { isDay } from './calendar.ts';
import { malformed, missing, refused } from './cloudmonitor-rpc-refusals.ts';
import { pairsOf, type RpcRequest } from './cloudmonitor-rpc-request.ts';
import { acs3, parseAuthorization, rpcV1, sha256 } from './cloudmonitor-rpc-signing.ts';
import type { Check, Credentials, Service, Work } from './service.ts';

const INCOMPLETE = refused(
  'IncompleteSignature',
  'The request signature does not conform to Aliyun standards.',
);

const mismatch = (message: string) => refused('SignatureDoesNotMatch', message);

export interface Authentication {
  readonly credentials: Credentials;
  readonly rules: Service['rules'];
  /** Returns the decoded request. */
  readonly of: (work: Work) => RpcRequest;
}

/** Returns the checks in their order. */
export function authenticationChecks({ credentials, rules, of }: Authentication): Record<string, Check> {
  /** When each nonce was used, by key and nonce. */
  const nonces = new Map<string, number>();
  return {
    key(work) {
      const { scheme, field } = of(work);
      if (scheme === 'none') return missing('AccessKeyId');
      let keyId = field('AccessKeyId');
      if (scheme === 'acs3') {
        const header = work.request.headers.authorization ?? '';
        const algorithm = /^ACS3-\S*/.exec(header)?.[0] ?? 'ACS3-HMAC-SHA256';
        if (algorithm !== 'ACS3-HMAC-SHA256')
          return refused('InvalidSignatureMethod', 'Specified signature method is not valid.');
        const parts = parseAuthorization(header);
        if (!parts) return INCOMPLETE;
        keyId = parts.keyId;
      } else {
        if (!keyId) return missing('AccessKeyId');
        if (!field('Signature')) return missing('Signature');
      }
      const key = credentials.keys.find(({ accessKeyId }) => accessKeyId === keyId);
      work.sender = { ...key, securityToken: key?.securityToken ?? null };
      return key
        ? undefined
        : refused('InvalidAccessKeyId.NotFound', 'Specified access key is not found.', 404);
    },
    scheme(work) {
      const { scheme, field } = of(work);
      if (scheme === 'acs3') return undefined;
      if (!field('SignatureMethod')) return missing('SignatureMethod');
      if (field('SignatureMethod') !== 'HMAC-SHA1')
        return refused('InvalidSignatureMethod', 'Specified signature method is not valid.');
      if (!field('SignatureVersion')) return missing('SignatureVersion');
      return field('SignatureVersion') === '1.0'
        ? undefined
        : refused('InvalidSignatureVersion', 'Specified parameter SignatureVersion is not valid.');
    },
    timestamp(work) {
      const { timestamp } = of(work);
      if (!timestamp) return missing('Timestamp');
      const format = new RegExp(String(rules.timestamp));
      return format.test(timestamp) && isInCalendar(timestamp)
        ? undefined
        : refused('InvalidTimeStamp.Format', 'Specified time stamp or date value is not well formatted.');
    },
    skew(work) {
      const seconds = Math.abs(Date.parse(of(work).timestamp) - work.request.nowMs) / 1000;
      return seconds > Number(rules.skewSeconds)
        ? refused('InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.')
        : undefined;
    },
    nonceIsSent: (work) => (of(work).nonce ? undefined : missing('SignatureNonce')),
    digestIsSent: (work) =>
      of(work).scheme === 'acs3' && !work.request.headers['x-acs-content-sha256']
        ? refused('MissingContentSha256', 'x-acs-content-sha256 is mandatory for this action.')
        : undefined,
    signedHeaders(work) {
      if (of(work).scheme !== 'acs3') return undefined;
      const { signedHeaders = [] } = parseAuthorization(work.request.headers.authorization ?? '') ?? {};
      const isListed = (name: string) => name === '' || signedHeaders.includes(name);
      const sent = Object.keys(work.request.headers).filter((name) =>
        name.startsWith(String(rules.signedPrefix)),
      );
      return [...String(rules.signedHeaders).split(' '), ...sent].every(isListed) ? undefined : INCOMPLETE;
    },
    undecodable(work) {
      const { scheme, query, form } = of(work);
      const signed = scheme === 'acs3' ? query : [...query, ...form];
      return malformed(signed);
    },
    signature(work) {
      const { scheme, query, form, field } = of(work);
      const { request, sender } = work;
      const options = { secret: String(sender.accessKeySecret), rules };
      if (scheme === 'acs3') {
        const { signedHeaders = [], signature = '' } =
          parseAuthorization(request.headers.authorization ?? '') ?? {};
        const right = acs3(request, pairsOf(query), signedHeaders, options);
        const isRightDigest = request.headers['x-acs-content-sha256'] === sha256(request.body);
        return signature === right.signature && (isRightDigest || rules.trustsDigest)
          ? undefined
          : mismatch(
              `Specified signature does not match our calculation. server StringToSign is [${right.text}]`,
            );
      }
      const signed = rules.signsForm ? [...pairsOf(query), ...pairsOf(form)] : pairsOf(query);
      const right = rpcV1(request.method, signed, options);
      return field('Signature') === right.signature
        ? undefined
        : mismatch(
            `Specified signature is not matched with our calculation. server string to sign is:${right.text}`,
          );
    },
    nonce(work) {
      const { nowMs } = work.request;
      const used = JSON.stringify([work.sender.accessKeyId, of(work).nonce]);
      const usedMs = nonces.get(used);
      if (usedMs !== undefined && nowMs - usedMs < Number(rules.nonceSeconds) * 1000)
        return refused('SignatureNonceUsed', 'Specified signature nonce was used already.');
      nonces.set(used, nowMs);
      return undefined;
    },
    tokenIsSent: (work) =>
      work.sender.securityToken !== null && !of(work).securityToken ? missing('SecurityToken') : undefined,
    token: (work) =>
      (of(work).securityToken || null) === work.sender.securityToken
        ? undefined
        : refused(
            'InvalidSecurityToken.MismatchWithAccessKey',
            'Specified SecurityToken mismatch with the AccessKey.',
          ),
  };
}

function isInCalendar(timestamp: string): boolean {
  const [year = 0, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0] = timestamp
    .split(/\D/)
    .map(Number);
  return isDay([year, month, day]) && hours < 24 && minutes < 60 && seconds < 60;
}
