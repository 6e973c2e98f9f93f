// Generated from spec/ by `npm run generate`. Do not edit.

/**
 * Provides the types and tables of an API, for the profile `documented`.
 *
 * @example
 * ```js
 * import { limits } from '@pushspec/contract/cloudmonitor';
 *
 * console.log(Object.keys(limits).join(', '));
 * ```
 * ```text
 * uploadCustomEvents
 * ```
 */
export type { components, operations, paths } from './types.ts';
export { type WireReasonCode, wireReasons } from './wire-reasons.ts';

/** The reason codes of both profiles. */
export type ReasonCode =
  | 'bad-request'
  | 'body-too-large'
  | 'date-missing'
  | 'date-invalid'
  | 'content-md5-missing'
  | 'media-type'
  | 'empty-body'
  | 'invalid-utf8'
  | 'malformed-json'
  | 'too-deep'
  | 'signature-algorithm'
  | 'api-version'
  | 'ip-missing'
  | 'not-an-array'
  | 'no-events'
  | 'too-many-events'
  | 'event-type'
  | 'name-missing'
  | 'name-type'
  | 'name-blank'
  | 'content-missing'
  | 'content-not-string'
  | 'group-id'
  | 'time-format'
  | 'field-type'
  | 'forbidden'
  | 'authorization-missing'
  | 'authorization-malformed'
  | 'unknown-access-key'
  | 'signature-mismatch'
  | 'date-skewed'
  | 'content-md5-mismatch'
  | 'security-token-missing'
  | 'security-token-mismatch'
  | 'unauthorized'
  | 'rate-limited'
  | 'unknown-path'
  | 'method-not-allowed'
  | 'internal-error'
  | 'masked-failure'
  | 'date-zone'
  | 'date-diagnosis'
  | 'signature-diagnosis'
  | 'signature-unexplained'
  | 'string-to-sign-difference'
  | 'content-md5-diagnosis'
  | 'content-md5-unexplained'
  | 'caller-type-missing'
  | 'security-token-elsewhere'
  | 'content-empty'
  | 'group-id-string'
  | 'unknown-field'
  | 'byte-order-mark'
  | 'compressed-body'
  | 'duplicate-member'
  | 'group-id-defaulted'
  | 'time-defaulted';

export const limits = {
  "uploadCustomEvents": {
    "method": "POST",
    "path": "/event/custom/upload",
    "mediaType": "application/json",
    "maxBodyBytes": 512000,
    "bodyTooLarge": "body-too-large",
    "maxDepth": 512,
    "itemPointer": "",
    "minItems": 1,
    "tooFewItems": "no-events",
    "maxItems": 100,
    "tooManyItems": "too-many-events",
    "clockSkewSeconds": 900,
    "clockSkewReason": "date-skewed",
    "rateLimits": [
      {
        "requests": 20,
        "windowSeconds": 1,
        "scope": "account",
        "algorithm": "sliding",
        "reason": "rate-limited"
      }
    ]
  }
} as const;

export const acceptances = {
  "uploadCustomEvents": {
    "status": 200,
    "values": {
      "/code": "200"
    }
  }
} as const;

export const headers = {
  "uploadCustomEvents": {
    "Date": null,
    "Content-MD5": null,
    "x-cms-signature": "hmac-sha1",
    "x-cms-api-version": "1.0",
    "x-cms-ip": null,
    "x-cms-caller-type": null,
    "x-cms-security-token": null
  }
} as const;

export const companionHeaders = {
  "uploadCustomEvents": {
    "x-cms-caller-type": {
      "header": "x-cms-security-token",
      "value": "token"
    }
  }
} as const;

export const keyHeaders = {
  "accessKey": "Authorization"
} as const;

export const refusedNames = {} as const;

export const signing = {
  "uploadCustomEvents": {
    "parts": [
      "method",
      "Content-MD5",
      "Content-Type",
      "Date",
      "signed-headers",
      "resource"
    ],
    "lineSeparator": "\n",
    "prefixes": [
      "x-cms-",
      "x-acs-"
    ],
    "nameSeparator": ":",
    "digestHeader": "Content-MD5",
    "digestHash": "md5",
    "signatureHash": "sha1",
    "keySeparator": ":"
  }
} as const;

/** Maps regions to URLs that differ only in the region. */
const urls = <const Region extends string>(start: string, end: string, ...regions: Region[]) =>
  Object.fromEntries(regions.map((region) => [region, start + region + end])) as Record<Region, string>;

export const servers = {
  "public": {
    .../* @__PURE__ */ urls("https://metrichub-cms-", ".aliyuncs.com", "cn-hangzhou", "cn-shanghai", "cn-beijing", "cn-shenzhen", "ap-southeast-1")
  },
  "vpc": {
    .../* @__PURE__ */ urls("http://metrichub-", ".aliyun.com", "cn-hangzhou", "cn-zhangjiakou", "cn-shanghai", "cn-beijing", "cn-qingdao", "cn-shenzhen", "cn-hongkong", "cn-huhehaote", "me-east-1", "us-west-1", "us-east-1", "ap-northeast-1", "eu-central-1", "ap-southeast-2", "ap-southeast-1", "ap-southeast-3", "cn-wulanchabu"),
    "ap-south-1": "http://metrichub-ap-south-1.aliyuncs.com",
    .../* @__PURE__ */ urls("http://metrichub-", ".aliyun.com", "cn-shanghai-finance-1", "cn-north-2-gov-1", "cn-shenzhen-finance-1", "cn-heyuan", "ap-southeast-5", "cn-chengdu", "cn-chengdu-smarthosting-1", "cn-zhengzhou-nebula-1", "rus-west-1", "cn-huhehaote-nebula-1", "eu-west-1", "cn-guangzhou", "cn-zhangjiakou-spe", "ap-southeast-6", "cn-shanghai-mybk"),
    .../* @__PURE__ */ urls("http://metrichub-", ".aliyuncs.com", "cn-beijing-finance-1", "cn-nanjing", "ap-hochiminh-ant", "ap-northeast-2", "ap-southeast-7")
  }
} as const;
