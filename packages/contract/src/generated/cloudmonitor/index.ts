// Generated from spec/ by `npm run generate`. Do not edit.

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
  | 'security-token-mismatch'
  | 'unauthorized'
  | 'rate-limited'
  | 'unknown-path'
  | 'method-not-allowed'
  | 'internal-error'
  | 'masked-failure'
  | 'date-zone'
  | 'signature-diagnosis'
  | 'signature-unexplained'
  | 'string-to-sign-difference'
  | 'content-md5-diagnosis'
  | 'content-md5-unexplained'
  | 'caller-type-missing'
  | 'content-empty'
  | 'group-id-string'
  | 'unknown-field'
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
    "members": {
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

export const servers = {
  "public": {
    "cn-hangzhou": "https://metrichub-cms-cn-hangzhou.aliyuncs.com",
    "cn-shanghai": "https://metrichub-cms-cn-shanghai.aliyuncs.com",
    "cn-beijing": "https://metrichub-cms-cn-beijing.aliyuncs.com",
    "cn-shenzhen": "https://metrichub-cms-cn-shenzhen.aliyuncs.com",
    "ap-southeast-1": "https://metrichub-cms-ap-southeast-1.aliyuncs.com"
  },
  "vpc": {
    "cn-hangzhou": "http://metrichub-cn-hangzhou.aliyun.com",
    "cn-zhangjiakou": "http://metrichub-cn-zhangjiakou.aliyun.com",
    "cn-shanghai": "http://metrichub-cn-shanghai.aliyun.com",
    "cn-beijing": "http://metrichub-cn-beijing.aliyun.com",
    "cn-qingdao": "http://metrichub-cn-qingdao.aliyun.com",
    "cn-shenzhen": "http://metrichub-cn-shenzhen.aliyun.com",
    "cn-hongkong": "http://metrichub-cn-hongkong.aliyun.com",
    "cn-huhehaote": "http://metrichub-cn-huhehaote.aliyun.com",
    "me-east-1": "http://metrichub-me-east-1.aliyun.com",
    "us-west-1": "http://metrichub-us-west-1.aliyun.com",
    "us-east-1": "http://metrichub-us-east-1.aliyun.com",
    "ap-northeast-1": "http://metrichub-ap-northeast-1.aliyun.com",
    "eu-central-1": "http://metrichub-eu-central-1.aliyun.com",
    "ap-southeast-2": "http://metrichub-ap-southeast-2.aliyun.com",
    "ap-southeast-1": "http://metrichub-ap-southeast-1.aliyun.com",
    "ap-southeast-3": "http://metrichub-ap-southeast-3.aliyun.com",
    "cn-wulanchabu": "http://metrichub-cn-wulanchabu.aliyun.com",
    "ap-south-1": "http://metrichub-ap-south-1.aliyuncs.com",
    "cn-shanghai-finance-1": "http://metrichub-cn-shanghai-finance-1.aliyun.com",
    "cn-north-2-gov-1": "http://metrichub-cn-north-2-gov-1.aliyun.com",
    "cn-shenzhen-finance-1": "http://metrichub-cn-shenzhen-finance-1.aliyun.com",
    "cn-heyuan": "http://metrichub-cn-heyuan.aliyun.com",
    "ap-southeast-5": "http://metrichub-ap-southeast-5.aliyun.com",
    "cn-chengdu": "http://metrichub-cn-chengdu.aliyun.com",
    "cn-chengdu-smarthosting-1": "http://metrichub-cn-chengdu-smarthosting-1.aliyun.com",
    "cn-zhengzhou-nebula-1": "http://metrichub-cn-zhengzhou-nebula-1.aliyun.com",
    "rus-west-1": "http://metrichub-rus-west-1.aliyun.com",
    "cn-huhehaote-nebula-1": "http://metrichub-cn-huhehaote-nebula-1.aliyun.com",
    "eu-west-1": "http://metrichub-eu-west-1.aliyun.com",
    "cn-guangzhou": "http://metrichub-cn-guangzhou.aliyun.com",
    "cn-zhangjiakou-spe": "http://metrichub-cn-zhangjiakou-spe.aliyun.com",
    "ap-southeast-6": "http://metrichub-ap-southeast-6.aliyun.com",
    "cn-shanghai-mybk": "http://metrichub-cn-shanghai-mybk.aliyun.com",
    "cn-beijing-finance-1": "http://metrichub-cn-beijing-finance-1.aliyuncs.com",
    "cn-nanjing": "http://metrichub-cn-nanjing.aliyuncs.com",
    "ap-hochiminh-ant": "http://metrichub-ap-hochiminh-ant.aliyuncs.com",
    "ap-northeast-2": "http://metrichub-ap-northeast-2.aliyuncs.com",
    "ap-southeast-7": "http://metrichub-ap-southeast-7.aliyuncs.com"
  }
} as const;

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
