// Generated from spec/ by `npm run generate`. Do not edit.

/**
 * Lists the reasons that a response can have, by code.
 *
 * @example
 * ```js
 * import { wireReasons } from '@pushspec/contract/blueking/wire-reasons';
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
    "message": "invalid request body",
    "fix": "Compare the body with the schema of the kind that the data id is registered for."
  },
  "empty-body": {
    "status": 400,
    "message": "empty request body not allowed, ip={ip}",
    "fix": "Send a JSON body. A request without one is refused."
  },
  "invalid-utf8": {
    "status": 400,
    "message": "invalid UTF-8 at byte {index}",
    "fix": "Encode the body as UTF-8, and do not compress it."
  },
  "malformed-json": {
    "status": 400,
    "message": "\"Syntax error at index {index}: {detail}",
    "fix": "Send one valid JSON document, not compressed and without NaN or Infinity."
  },
  "too-deep": {
    "status": 400,
    "message": "\"Syntax error at index {index}: recursion exceeded max depth",
    "fix": "Nest arrays and objects less deeply.",
    "aboutItem": true
  },
  "mismatched-type": {
    "status": 400,
    "message": "Mismatch type {expected} with value {got} at {field}",
    "fix": "Send one JSON object, with `data_id` as an integer without quotes, fraction or exponent, and `access_token` as a string."
  },
  "data-missing": {
    "status": 400,
    "message": "{kind} data expected []any, got {got}",
    "fix": "Put the items into the array `data`."
  },
  "data-empty": {
    "status": 400,
    "message": "{kind} data cannot be empty",
    "fix": "Send at least one item. If there is nothing to send, skip the request."
  },
  "item-type": {
    "status": 400,
    "message": "{kind} each item expected map[string]any type, got {got}",
    "fix": "Make every element of `data` an object.",
    "aboutItem": true
  },
  "metrics-missing": {
    "status": 400,
    "message": "metrics missing",
    "fix": "Give each data point its `metrics`. Events need a data id that is registered for events.",
    "aboutItem": true
  },
  "metrics-type": {
    "status": 400,
    "message": "metrics expected map[string]any type, got {got}",
    "fix": "Make `metrics` an object that maps names to numbers.",
    "aboutItem": true
  },
  "metrics-empty": {
    "status": 400,
    "message": "metrics cannot be empty",
    "fix": "Put at least one metric into `metrics`.",
    "aboutItem": true
  },
  "invalid-name": {
    "status": 400,
    "message": "name '{name}' required match regex [{pattern}]",
    "fix": "Use only letters, digits and `_`, and do not start with a digit. Prometheus names with a colon are refused.",
    "aboutItem": true
  },
  "forbidden-name": {
    "status": 400,
    "message": "name '{name}' is not allowed",
    "fix": "Use a name other than `__proto__`.",
    "aboutItem": true
  },
  "metric-value": {
    "status": 400,
    "message": "value expected float64 type, got {got}",
    "fix": "Send the metric's value as a JSON number.",
    "aboutItem": true
  },
  "target-missing": {
    "status": 400,
    "message": "target missing",
    "fix": "Give each item a `target`, such as the IP address of the host.",
    "aboutItem": true
  },
  "target-type": {
    "status": 400,
    "message": "target expected string type, got {got}",
    "fix": "Send `target` as a string.",
    "aboutItem": true
  },
  "target-empty": {
    "status": 400,
    "message": "target cannot be empty",
    "fix": "Set `target`, for example to the IP address of the host.",
    "aboutItem": true
  },
  "event-name-missing": {
    "status": 400,
    "message": "event_name missing",
    "fix": "Give each event its `event_name`. Metrics need a data id that is registered for metrics.",
    "aboutItem": true
  },
  "event-name-type": {
    "status": 400,
    "message": "eventName expected string type, got {got}",
    "fix": "Send `event_name` as a string.",
    "aboutItem": true
  },
  "event-name-too-long": {
    "status": 400,
    "message": "event_name longer than {limit} characters, got {length}",
    "fix": "Shorten `event_name`.",
    "aboutItem": true
  },
  "event-missing": {
    "status": 400,
    "message": "event missing",
    "fix": "Give each event its `event` object with `content`.",
    "aboutItem": true
  },
  "event-type": {
    "status": 400,
    "message": "event expected map[string]any type, got {got}",
    "fix": "Make `event` an object with the property `content`.",
    "aboutItem": true
  },
  "event-content-missing": {
    "status": 400,
    "message": "event.content missing",
    "fix": "Describe what happened in `event.content`.",
    "aboutItem": true
  },
  "event-content-type": {
    "status": 400,
    "message": "event.content expected string type, got {got}",
    "fix": "Send `event.content` as a string.",
    "aboutItem": true
  },
  "dimension-type": {
    "status": 400,
    "message": "dimension expected map[string]any type, got {got}",
    "fix": "Omit `dimension`, or make it an object. It must not be null.",
    "aboutItem": true
  },
  "dimension-value": {
    "status": 400,
    "message": "dimension '{field}' value expected string type, got {got}",
    "fix": "Convert the dimension's value to a string.",
    "aboutItem": true
  },
  "timestamp-type": {
    "status": 400,
    "message": "timestamp expected float64 type, got {got}",
    "fix": "Send `timestamp` as a number of milliseconds, or omit it. It must not be null.",
    "aboutItem": true
  },
  "timestamp-future": {
    "status": 400,
    "message": "reject future timestamp, dataTs={dataTs}, serverTs={serverTs}, offset={offset}(s)",
    "fix": "Send milliseconds, not microseconds or nanoseconds, and check the clock of the sending machine.",
    "aboutItem": true
  },
  "invalid-token": {
    "status": 401,
    "general": true,
    "message": "reject invalid token: {dataId}/{accessToken}",
    "fix": "Copy `data_id` and `access_token` from the same custom report. Prometheus tokens do not work here."
  },
  "empty-token": {
    "status": 401,
    "message": "reject empty token",
    "fix": "Send `data_id` and `access_token` at the top level of the body."
  },
  "method-not-allowed": {
    "status": 405,
    "general": true,
    "message": "method {method} not allowed",
    "fix": "Send the request with POST."
  },
  "body-too-large": {
    "status": 413,
    "general": true,
    "message": "request body larger than {limit} bytes",
    "fix": "Split the items across several smaller requests."
  },
  "rate-limited": {
    "status": 429,
    "general": true,
    "message": "ratelimiter rejected the request, token [{accessToken}] max qps allowed: {qps}",
    "retryable": true,
    "fix": "Put more items into each request and send fewer requests per data id."
  },
  "internal-error": {
    "status": 500,
    "general": true,
    "message": "internal error",
    "retryable": true,
    "fix": "Try again later."
  }
} as const satisfies Record<string, WireReason>;

export type WireReasonCode = keyof typeof wireReasons;
