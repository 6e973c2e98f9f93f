// Generated from spec/ by `npm run generate`. Do not edit.

/**
 * Provides the types and tables of an API, for the profile `documented`.
 *
 * @example
 * ```js
 * import { limits } from '@pushspec/contract/blueking';
 *
 * console.log(Object.keys(limits).join(', '));
 * ```
 * ```text
 * pushCustomReport
 * ```
 */
export type { components, operations, paths } from './types.ts';
export { type WireReasonCode, wireReasons } from './wire-reasons.ts';

/** The reason codes of both profiles. */
export type ReasonCode =
  | 'bad-request'
  | 'empty-body'
  | 'invalid-utf8'
  | 'malformed-json'
  | 'too-deep'
  | 'mismatched-type'
  | 'data-missing'
  | 'data-empty'
  | 'item-type'
  | 'metrics-missing'
  | 'metrics-type'
  | 'metrics-empty'
  | 'invalid-name'
  | 'forbidden-name'
  | 'metric-value'
  | 'target-missing'
  | 'target-type'
  | 'target-empty'
  | 'event-name-missing'
  | 'event-name-type'
  | 'event-name-too-long'
  | 'event-missing'
  | 'event-type'
  | 'event-content-missing'
  | 'event-content-type'
  | 'dimension-type'
  | 'dimension-value'
  | 'timestamp-type'
  | 'timestamp-future'
  | 'invalid-token'
  | 'empty-token'
  | 'method-not-allowed'
  | 'body-too-large'
  | 'rate-limited'
  | 'internal-error'
  | 'timestamp-not-milliseconds'
  | 'event-name-empty'
  | 'timestamp-unit'
  | 'unknown-field'
  | 'token-diagnosis'
  | 'kind-mismatch'
  | 'prometheus-name'
  | 'byte-order-mark'
  | 'compressed-body'
  | 'duplicate-member'
  | 'timestamp-defaulted'
  | 'timestamp-truncated'
  | 'target-as-dimension'
  | 'target-not-string'
  | 'target-absent'
  | 'packet-too-large'
  | 'not-convertible'
  | 'name-in-other-case'
  | 'dimension-coerced'
  | 'dimension-dropped';

export const limits = {
  "pushCustomReport": {
    "method": "POST",
    "path": "/v2/push/",
    "mediaType": "application/json",
    "maxBodyBytes": 512000,
    "bodyTooLarge": "body-too-large",
    "maxDepth": 4096,
    "itemPointer": "/data",
    "minItems": 1,
    "tooFewItems": "data-empty",
    "maxItems": null,
    "tooManyItems": null,
    "clockSkewSeconds": null,
    "clockSkewReason": null,
    "rateLimits": [
      {
        "requests": 1000,
        "windowSeconds": 60,
        "scope": "data_id",
        "algorithm": "sliding",
        "reason": "rate-limited"
      }
    ]
  }
} as const;

export const acceptances = {
  "pushCustomReport": {
    "status": 200,
    "values": {
      "/code": "200",
      "/result": "true"
    }
  }
} as const;

export const headers = {
  "pushCustomReport": {}
} as const;

export const companionHeaders = {
  "pushCustomReport": {}
} as const;

export const keyHeaders = {} as const;

export const refusedNames = {
  "Name": {
    "names": [
      "__proto__"
    ],
    "prefixes": []
  }
} as const;

export const signing = {} as const;

export const servers = {} as const;
