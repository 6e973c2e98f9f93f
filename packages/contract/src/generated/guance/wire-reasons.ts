// Generated from spec/ by `npm run generate`. Do not edit.

/**
 * Lists the reasons that a response can have, by code.
 *
 * @example
 * ```js
 * import { wireReasons } from '@pushspec/contract/guance/wire-reasons';
 *
 * console.log(wireReasons['bad-request'].status);
 * ```
 * ```text
 * 400
 * ```
 */
import type { WireReason } from '../../reasons.ts';

export const wireReasons = {
  "bad-request": {
    "status": 400,
    "general": true,
    "errorCode": "ft.InvalidParams",
    "message": "invalid request",
    "fix": "Compare the request with the schema."
  },
  "empty-body": {
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "the request body is empty",
    "fix": "Send a JSON object with the property `event`."
  },
  "invalid-utf8": {
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "invalid UTF-8 at byte {index}",
    "fix": "Encode the body as UTF-8 and do not compress it."
  },
  "malformed-json": {
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "invalid JSON at index {index}: {detail}",
    "fix": "Send one valid JSON document, without NaN or Infinity."
  },
  "malformed-path": {
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "the path is not valid percent-encoded UTF-8",
    "fix": "Copy the webhook address as it is, and percent-encode other characters as UTF-8."
  },
  "media-type": {
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "Content-Type must be application/json, got {got}",
    "fix": "Send the header `Content-Type: application/json`."
  },
  "too-deep": {
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "the request body is nested deeper than {limit} levels",
    "fix": "Nest the arrays and objects of `extraData` less deeply."
  },
  "body-type": {
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "the request body must be an object, got {got}",
    "fix": "Send one JSON object with the property `event`. There are no batches."
  },
  "event-missing": {
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "event is required",
    "fix": "Put the fields of the event into the property `event`."
  },
  "event-type": {
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "event must be an object, got {got}",
    "fix": "Make `event` an object with at least `status`. It must not be null."
  },
  "date-type": {
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "event.date must be an integer number of seconds, got {got}",
    "fix": "Send `date` as whole seconds without quotes, or omit it."
  },
  "status-missing": {
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "event.status is required",
    "fix": "Give the event a `status`, such as `error`, or `ok` when the fault is over."
  },
  "status-invalid": {
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "event.status must be one of {allowed}",
    "fix": "Map the states of your system to these names, in lowercase."
  },
  "title-type": {
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "event.title must be a string, got {got}",
    "fix": "Send `title` as a string, or omit it. It must not be null."
  },
  "message-type": {
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "event.message must be a string, got {got}",
    "fix": "Send `message` as a string, or omit it. It must not be null."
  },
  "dimension-tags-type": {
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "event.dimension_tags must be an object, got {got}",
    "fix": "Make `dimension_tags` an object that maps names to values, or omit it. It must not be null."
  },
  "tag-value-type": {
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "{path} must be a string, a number or a boolean, got {got}",
    "fix": "Convert the tag's value to a string, or put the structure into `extraData`."
  },
  "check-value-type": {
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "event.check_value must be a number, got {got}",
    "fix": "Send `check_value` as a JSON number without quotes, or omit it."
  },
  "custom-field-prefix": {
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "{path}: the name of a custom field must not start with _ or df_",
    "fix": "Start the name with your own prefix, such as `biz_` or `ext_`."
  },
  "custom-field-reserved": {
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "{path}: the name is reserved",
    "fix": "Rename the field, for example with the prefix `biz_`. `extra_data` should be `extraData`, next to `event`."
  },
  "custom-field-type": {
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "{path}: a custom field must be a string, got {got}",
    "fix": "Convert the value to a string. Put an object into `extraData`, next to `event`."
  },
  "custom-field-collides": {
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "{path}: the name is also a key of dimension_tags",
    "fix": "Remove the field, because the tag already becomes a field of the event, or rename it."
  },
  "extra-data-type": {
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "extraData must be an object, got {got}",
    "fix": "Make `extraData` an object, or omit it. It must not be null."
  },
  "forbidden-name": {
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "{path}: the name is not allowed",
    "fix": "Use a name other than `__proto__`."
  },
  "rate-limited-key": {
    "status": 401,
    "general": true,
    "errorCode": "ft.TriggerApiAkCurrentLimiting",
    "message": "Trigger API rate limiting - AK level",
    "retryable": true,
    "fix": "Wait until the rate limit window has passed, and send fewer requests with this API key."
  },
  "rate-limited-workspace": {
    "status": 401,
    "errorCode": "ft.TriggerApiWorkspaceCurrentLimiting",
    "message": "Trigger API rate limiting - workspace level",
    "retryable": true,
    "fix": "Wait until the rate limit window has passed. All senders of the workspace share the limit."
  },
  "invalid-api-key": {
    "status": 403,
    "general": true,
    "errorCode": "ft.InvalidAPIKey",
    "message": "Invalid API Key",
    "fix": "Use the secret of an API key of the monitor's workspace, not the key's id and not a client token, or send no key."
  },
  "api-key-missing": {
    "status": 403,
    "errorCode": "ft.InvalidAPIKey",
    "message": "Invalid API Key: the header DF-API-KEY is missing",
    "fix": "Send the secret of an API key of the monitor's workspace in the header DF-API-KEY."
  },
  "unknown-path": {
    "status": 404,
    "general": true,
    "errorCode": "ft.RouteNotFound",
    "message": "there is nothing at this path",
    "fix": "Copy the webhook address of the monitor as it is."
  },
  "method-not-allowed": {
    "status": 405,
    "general": true,
    "errorCode": "ft.MethodNotAllowed",
    "message": "method {method} not allowed",
    "fix": "Send the request with POST."
  },
  "body-too-large": {
    "status": 413,
    "general": true,
    "errorCode": "ft.RequestTooLarge",
    "message": "request body larger than {limit} bytes",
    "fix": "Shorten `message` and `extraData`."
  },
  "internal-error": {
    "status": 500,
    "general": true,
    "errorCode": "ft.InternalError",
    "message": "internal error",
    "retryable": true,
    "fix": "Try again later. The event may have been created anyway."
  },
  "masked-failure": {
    "message": "the status is 200, but the content of the response reports a failure: {detail}",
    "fix": "Read `content.error`, `content.reason` and `content.message`. Do not assume that an event was created."
  }
} as const satisfies Record<string, WireReason>;

export type WireReasonCode = keyof typeof wireReasons;
