// Generated from spec/ by `npm run generate`. Do not edit.

/**
 * Provides the types and tables of an API, for the profile `documented`.
 *
 * @example
 * ```js
 * import { limits } from '@pushspec/contract/cloudmonitor-rpc';
 *
 * console.log(Object.keys(limits).join(', '));
 * ```
 * ```text
 * putCustomEvent, putEvent
 * ```
 */
export type { components, operations, paths } from './types.ts';
export { type WireReasonCode, wireReasons } from './wire-reasons.ts';

/** The reason codes of both profiles. */
export type ReasonCode =
  | 'bad-request'
  | 'action-missing'
  | 'version-missing'
  | 'invalid-version'
  | 'unsupported-method'
  | 'access-key-missing'
  | 'signature-missing'
  | 'signature-method-missing'
  | 'invalid-signature-method'
  | 'signature-version-missing'
  | 'invalid-signature-version'
  | 'authorization-malformed'
  | 'timestamp-missing'
  | 'timestamp-format'
  | 'timestamp-expired'
  | 'nonce-missing'
  | 'nonce-used'
  | 'digest-missing'
  | 'signature-mismatch'
  | 'acs3-signature-mismatch'
  | 'security-token-missing'
  | 'security-token-mismatch'
  | 'rate-limited'
  | 'too-large'
  | 'malformed-parameters'
  | 'repeated-parameter'
  | 'list-index'
  | 'list-gap'
  | 'media-type'
  | 'malformed-json'
  | 'too-deep'
  | 'no-events'
  | 'not-a-list'
  | 'too-many-events'
  | 'event-type'
  | 'name-missing'
  | 'name-type'
  | 'name-blank'
  | 'content-missing'
  | 'content-type'
  | 'group-id'
  | 'time-format'
  | 'forbidden'
  | 'unknown-action'
  | 'unknown-access-key'
  | 'internal-error'
  | 'masked-failure'
  | 'signature-diagnosis'
  | 'signature-unexplained'
  | 'string-to-sign-difference'
  | 'format-not-json'
  | 'content-empty'
  | 'unknown-parameter'
  | 'unknown-field'
  | 'group-id-defaulted'
  | 'time-defaulted';

export const limits = {
  "putCustomEvent": {
    "method": "POST",
    "path": "/",
    "mediaType": "application/x-www-form-urlencoded",
    "maxBodyBytes": 512000,
    "bodyMeasure": "values",
    "bodyTooLarge": "too-large",
    "maxDepth": 512,
    "itemPointer": "/EventInfo",
    "minItems": null,
    "tooFewItems": null,
    "maxItems": 50,
    "tooManyItems": "too-many-events",
    "clockSkewSeconds": 900,
    "clockSkewReason": "timestamp-expired",
    "retryAfter": {
      "header": "x-acs-retry-after",
      "unit": "milliseconds"
    },
    "rateLimits": [
      {
        "requests": 20,
        "windowSeconds": 1,
        "scope": "account",
        "algorithm": "sliding",
        "reason": "rate-limited"
      }
    ]
  },
  "putEvent": {
    "method": "POST",
    "path": "/",
    "mediaType": "application/x-www-form-urlencoded",
    "maxBodyBytes": 512000,
    "bodyMeasure": "values",
    "bodyTooLarge": "too-large",
    "maxDepth": 512,
    "itemPointer": "/EventInfo",
    "minItems": 1,
    "tooFewItems": "no-events",
    "maxItems": 100,
    "tooManyItems": "too-many-events",
    "clockSkewSeconds": 900,
    "clockSkewReason": "timestamp-expired",
    "retryAfter": {
      "header": "x-acs-retry-after",
      "unit": "milliseconds"
    },
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
  "putCustomEvent": {
    "status": 200,
    "values": {
      "/Code": "200"
    }
  },
  "putEvent": {
    "status": 200,
    "values": {
      "/Code": "200"
    }
  }
} as const;

export const headers = {
  "putCustomEvent": {},
  "putEvent": {}
} as const;

export const companionHeaders = {
  "putCustomEvent": {},
  "putEvent": {}
} as const;

export const keyHeaders = {
  "acs3": "Authorization"
} as const;

export const refusedNames = {
  "EventTime": {
    "names": [],
    "prefixes": []
  }
} as const;

export const signing = {} as const;

const putCustomEventSigningSchemes = {
  "nonces": {
    "seconds": 900,
    "reason": "nonce-used"
  },
  "acs3": {
    "in": "header",
    "selectedBy": {
      "name": "Authorization",
      "prefix": "ACS3-"
    },
    "algorithm": {
      "value": "ACS3-HMAC-SHA256",
      "hash": "sha256",
      "encoding": "lower-case-hex",
      "reason": "invalid-signature-method"
    },
    "fields": {
      "timestamp": {
        "name": "x-acs-date",
        "missing": "timestamp-missing",
        "reason": "timestamp-format"
      },
      "nonce": {
        "name": "x-acs-signature-nonce",
        "missing": "nonce-missing"
      },
      "digest": {
        "name": "x-acs-content-sha256",
        "missing": "digest-missing",
        "reason": "acs3-signature-mismatch"
      },
      "securityToken": {
        "name": "x-acs-security-token",
        "missing": "security-token-missing",
        "reason": "security-token-mismatch"
      },
      "securityTokenKeyId": {
        "name": "x-acs-accesskey-id"
      }
    },
    "signedHeaders": {
      "required": [
        "host",
        "x-acs-action",
        "x-acs-content-sha256",
        "x-acs-date",
        "x-acs-signature-nonce",
        "x-acs-version"
      ],
      "prefix": "x-acs-",
      "reason": "authorization-malformed"
    },
    "signature": {
      "reason": "acs3-signature-mismatch"
    }
  },
  "rpcV1": {
    "in": "parameter",
    "selectedBy": {
      "name": "Signature"
    },
    "algorithm": {
      "value": "HMAC-SHA1",
      "hash": "sha1",
      "encoding": "base64"
    },
    "fields": {
      "accessKeyId": {
        "name": "AccessKeyId",
        "missing": "access-key-missing",
        "reason": "unknown-access-key"
      },
      "algorithm": {
        "name": "SignatureMethod",
        "missing": "signature-method-missing",
        "reason": "invalid-signature-method"
      },
      "version": {
        "name": "SignatureVersion",
        "value": "1.0",
        "missing": "signature-version-missing",
        "reason": "invalid-signature-version"
      },
      "nonce": {
        "name": "SignatureNonce",
        "missing": "nonce-missing"
      },
      "timestamp": {
        "name": "Timestamp",
        "missing": "timestamp-missing",
        "reason": "timestamp-format"
      },
      "securityToken": {
        "name": "SecurityToken",
        "missing": "security-token-missing",
        "reason": "security-token-mismatch"
      }
    },
    "signature": {
      "missing": "signature-missing",
      "reason": "signature-mismatch"
    }
  }
} as const;

export const signingSchemes = {
  "putCustomEvent": putCustomEventSigningSchemes,
  "putEvent": putCustomEventSigningSchemes
} as const;

export const rpc = {
  "putCustomEvent": {
    "action": {
      "parameter": "Action",
      "header": "x-acs-action",
      "value": "PutCustomEvent"
    },
    "version": {
      "parameter": "Version",
      "header": "x-acs-version",
      "value": "2019-01-01",
      "missing": "version-missing",
      "reason": "invalid-version",
      "note": 3
    },
    "parameters": [
      "query",
      "form"
    ],
    "style": {
      "EventInfo": "repeatList"
    },
    "common": [
      "AccessKeyId",
      "Format",
      "RegionId",
      "SecurityToken",
      "Signature",
      "SignatureMethod",
      "SignatureNonce",
      "SignatureType",
      "SignatureVersion",
      "Timestamp"
    ]
  },
  "putEvent": {
    "action": {
      "parameter": "Action",
      "header": "x-acs-action",
      "value": "PutEvent"
    },
    "version": {
      "parameter": "Version",
      "header": "x-acs-version",
      "value": "2018-03-08",
      "missing": "version-missing",
      "reason": "invalid-version",
      "note": 3
    },
    "parameters": [
      "query",
      "form"
    ],
    "style": {
      "EventInfo": "json"
    },
    "singleQuotes": true,
    "common": [
      "AccessKeyId",
      "Format",
      "RegionId",
      "SecurityToken",
      "Signature",
      "SignatureMethod",
      "SignatureNonce",
      "SignatureType",
      "SignatureVersion",
      "Timestamp"
    ]
  }
} as const;

/** Maps regions to URLs that differ only in the region. */
const urls = <const Region extends string>(start: string, end: string, ...regions: Region[]) =>
  Object.fromEntries(regions.map((region) => [region, start + region + end])) as Record<Region, string>;

export const servers = {
  "public": {
    .../* @__PURE__ */ urls("https://metrics.", ".aliyuncs.com", "cn-hangzhou", "cn-shanghai", "cn-qingdao", "cn-beijing", "cn-zhangjiakou", "cn-huhehaote", "cn-wulanchabu", "cn-shenzhen", "cn-heyuan", "cn-guangzhou", "cn-chengdu", "cn-nanjing", "cn-fuzhou", "cn-zhongwei", "cn-wuhan-lr", "cn-zhengzhou-jva", "cn-hongkong", "cn-hangzhou-finance", "cn-shanghai-finance-1", "cn-shenzhen-finance-1", "cn-beijing-finance-1", "cn-north-2-gov-1", "cn-heyuan-acdr-1", "cn-wulanchabu-gic-1", "ap-northeast-1", "ap-northeast-2", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ap-southeast-8", "eu-central-1", "eu-west-1", "eu-west-2", "me-central-1", "me-east-1", "na-south-1", "us-east-1", "us-southeast-1", "us-west-1")
  }
} as const;
