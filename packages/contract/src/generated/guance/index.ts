// Generated from spec/ by `npm run generate`. Do not edit.

/**
 * Provides the types and tables of an API, for the profile `documented`.
 *
 * @example
 * ```js
 * import { limits } from '@pushspec/contract/guance';
 *
 * console.log(Object.keys(limits).join(', '));
 * ```
 * ```text
 * pushEvent
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
  | 'malformed-path'
  | 'media-type'
  | 'too-deep'
  | 'body-type'
  | 'event-missing'
  | 'event-type'
  | 'date-type'
  | 'status-missing'
  | 'status-invalid'
  | 'title-type'
  | 'message-type'
  | 'dimension-tags-type'
  | 'tag-value-type'
  | 'check-value-type'
  | 'custom-field-prefix'
  | 'custom-field-reserved'
  | 'custom-field-type'
  | 'custom-field-collides'
  | 'extra-data-type'
  | 'forbidden-name'
  | 'rate-limited-key'
  | 'rate-limited-workspace'
  | 'invalid-api-key'
  | 'api-key-missing'
  | 'unknown-path'
  | 'method-not-allowed'
  | 'body-too-large'
  | 'internal-error'
  | 'masked-failure'
  | 'unknown-secret'
  | 'sub-uri-mismatch'
  | 'monitor-disabled'
  | 'unknown-field'
  | 'extra-data-misspelt'
  | 'custom-field-misspelled'
  | 'byte-order-mark'
  | 'compressed-body'
  | 'duplicate-member'
  | 'recommended-field-missing'
  | 'date-milliseconds'
  | 'date-microseconds'
  | 'title-too-long'
  | 'state-in-tags'
  | 'tag-stringified'
  | 'date-defaulted'
  | 'title-defaulted'
  | 'message-defaulted'
  | 'address-diagnosis'
  | 'event-generated'
  | 'info-leaves-fault'
  | 'nothing-to-close';

export const limits = {
  "pushEvent": {
    "method": "POST",
    "path": "/api/v1/push-events/{secret}/{subUri}",
    "mediaType": "application/json",
    "maxBodyBytes": 1048576,
    "bodyTooLarge": "body-too-large",
    "maxDepth": 512,
    "itemPointer": null,
    "minItems": null,
    "tooFewItems": null,
    "maxItems": null,
    "tooManyItems": null,
    "clockSkewSeconds": null,
    "clockSkewReason": null,
    "rateLimits": [
      {
        "requests": 20,
        "windowSeconds": 60,
        "scope": "api-key",
        "algorithm": "sliding",
        "reason": "rate-limited-key"
      },
      {
        "requests": 200,
        "windowSeconds": 60,
        "scope": "workspace",
        "algorithm": "sliding",
        "reason": "rate-limited-workspace"
      }
    ]
  }
} as const;

export const acceptances = {
  "pushEvent": {
    "status": 200,
    "values": {
      "/code": 200,
      "/content/ok": true,
      "/errorCode": "",
      "/success": true
    }
  }
} as const;

export const headers = {
  "pushEvent": {}
} as const;

export const companionHeaders = {
  "pushEvent": {}
} as const;

export const keyHeaders = {
  "dfApiKey": "DF-API-KEY"
} as const;

export const refusedNames = {
  "UnprefixedName": {
    "names": [],
    "prefixes": [
      "_",
      "df_"
    ]
  },
  "UnreservedName": {
    "names": [
      "source",
      "time",
      "time_us",
      "timestamp",
      "workspace_uuid",
      "workspace_name",
      "extra_data",
      "create_time"
    ],
    "prefixes": []
  },
  "FreeName": {
    "names": [
      "__proto__"
    ],
    "prefixes": []
  }
} as const;

export const signing = {} as const;

export const servers = {
  "public": {
    "Guance CN1": "https://openapi.guance.com",
    "Guance CN2": "https://aws-openapi.guance.com",
    "Guance CN4": "https://cn4-openapi.guance.com",
    "Guance CN5": "https://cn5-openapi.guance.com",
    "Guance CN6": "https://cn6-openapi.guance.one",
    "Guance US1": "https://us1-openapi.guance.com",
    "Guance EU1": "https://eu1-openapi.guance.one",
    "Guance AP1": "https://ap1-openapi.guance.one",
    "Guance ZA1": "https://za1-openapi.guance.com",
    "Guance ID1": "https://id1-openapi.guance.com",
    "Guance ME1": "https://me1-openapi.guance.com",
    "TrueWatch US1": "https://us1-openapi.truewatch.com",
    "TrueWatch EU1": "https://eu1-openapi.truewatch.com",
    "TrueWatch AP1": "https://ap1-openapi.truewatch.com",
    "TrueWatch ZA1": "https://za1-openapi.truewatch.com",
    "TrueWatch ID1": "https://id1-openapi.truewatch.com",
    "TrueWatch ME1": "https://me1-openapi.truewatch.com"
  }
} as const;
