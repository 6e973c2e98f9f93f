// Generated from spec/ by `npm run generate`. Do not edit.

import type { Reason } from '../../../reasons.ts';

export const reasons = {
  "bad-request": {
    "outcome": "rejected",
    "status": 400,
    "general": true,
    "message": "invalid request body",
    "provenance": "assumed",
    "source": {
      "title": "Our own choice where no source says anything; see NOTES.md",
      "read": "2026-11-21"
    },
    "note": 12,
    "retryable": false,
    "fix": "Compare the body with the schema of the kind that the data id is registered for."
  },
  "empty-body": {
    "outcome": "rejected",
    "status": 400,
    "message": "empty request body not allowed, ip={ip}",
    "provenance": "observed",
    "source": {
      "title": "bkmonitor-datalink at 9758fa3, pkg/collector (proxy, proxyvalidator, ratelimiter), built and probed",
      "url": "https://github.com/TencentBlueKing/bkmonitor-datalink",
      "read": "2026-11-21"
    },
    "retryable": false,
    "fix": "Send a JSON body; a GET or a POST without one is refused."
  },
  "invalid-utf8": {
    "outcome": "rejected",
    "status": 400,
    "message": "invalid UTF-8 at byte {index}",
    "provenance": "assumed",
    "source": {
      "title": "Our own choice where no source says anything; see NOTES.md",
      "read": "2026-11-21"
    },
    "note": 12,
    "retryable": false,
    "fix": "Encode the body as UTF-8, and do not compress it."
  },
  "malformed-json": {
    "outcome": "rejected",
    "status": 400,
    "message": "Syntax error at index {index}: {detail}",
    "provenance": "observed",
    "source": {
      "title": "bkmonitor-datalink at 9758fa3, pkg/collector (proxy, proxyvalidator, ratelimiter), built and probed",
      "url": "https://github.com/TencentBlueKing/bkmonitor-datalink",
      "read": "2026-11-21"
    },
    "note": 11,
    "retryable": false,
    "fix": "Send one valid JSON document, not compressed and without NaN or Infinity."
  },
  "too-deep": {
    "outcome": "rejected",
    "status": 400,
    "message": "exceeded max depth of {limit}",
    "provenance": "observed",
    "source": {
      "title": "bkmonitor-datalink at 9758fa3, pkg/collector (proxy, proxyvalidator, ratelimiter), built and probed",
      "url": "https://github.com/TencentBlueKing/bkmonitor-datalink",
      "read": "2026-11-21"
    },
    "note": 11,
    "retryable": false,
    "fix": "Nest arrays and objects less deeply."
  },
  "mismatched-type": {
    "outcome": "rejected",
    "status": 400,
    "message": "Mismatch type {expected} with value {got} at {field}",
    "provenance": "observed",
    "source": {
      "title": "bkmonitor-datalink at 9758fa3, pkg/collector (proxy, proxyvalidator, ratelimiter), built and probed",
      "url": "https://github.com/TencentBlueKing/bkmonitor-datalink",
      "read": "2026-11-21"
    },
    "note": 11,
    "retryable": false,
    "fix": "Send one JSON object, with `data_id` as an integer without quotes, fraction or exponent, and `access_token` as a string."
  },
  "data-missing": {
    "outcome": "rejected",
    "status": 400,
    "message": "{kind} data expected []any, got {got}",
    "provenance": "observed",
    "source": {
      "title": "bkmonitor-datalink at 9758fa3, pkg/collector (proxy, proxyvalidator, ratelimiter), built and probed",
      "url": "https://github.com/TencentBlueKing/bkmonitor-datalink",
      "read": "2026-11-21"
    },
    "retryable": false,
    "fix": "Put the items into the array `data`."
  },
  "data-empty": {
    "outcome": "rejected",
    "status": 400,
    "message": "{kind} data cannot be empty",
    "provenance": "observed",
    "source": {
      "title": "bkmonitor-datalink at 9758fa3, pkg/collector (proxy, proxyvalidator, ratelimiter), built and probed",
      "url": "https://github.com/TencentBlueKing/bkmonitor-datalink",
      "read": "2026-11-21"
    },
    "retryable": false,
    "fix": "Send at least one item; skip the request when there is nothing to send."
  },
  "item-type": {
    "outcome": "rejected",
    "status": 400,
    "message": "{kind} each item expected map[string]any type, got {got}",
    "provenance": "observed",
    "source": {
      "title": "bkmonitor-datalink at 9758fa3, pkg/collector (proxy, proxyvalidator, ratelimiter), built and probed",
      "url": "https://github.com/TencentBlueKing/bkmonitor-datalink",
      "read": "2026-11-21"
    },
    "retryable": false,
    "fix": "Make every element of `data` an object."
  },
  "metrics-missing": {
    "outcome": "rejected",
    "status": 400,
    "message": "metrics missing",
    "provenance": "observed",
    "source": {
      "title": "bkmonitor-datalink at 9758fa3, pkg/collector (proxy, proxyvalidator, ratelimiter), built and probed",
      "url": "https://github.com/TencentBlueKing/bkmonitor-datalink",
      "read": "2026-11-21"
    },
    "retryable": false,
    "fix": "Give each data point its `metrics`; events need a data id that is registered for events."
  },
  "metrics-type": {
    "outcome": "rejected",
    "status": 400,
    "message": "metrics expected map[string]any type, got {got}",
    "provenance": "observed",
    "source": {
      "title": "bkmonitor-datalink at 9758fa3, pkg/collector (proxy, proxyvalidator, ratelimiter), built and probed",
      "url": "https://github.com/TencentBlueKing/bkmonitor-datalink",
      "read": "2026-11-21"
    },
    "retryable": false,
    "fix": "Make `metrics` an object of name and number."
  },
  "metrics-empty": {
    "outcome": "rejected",
    "status": 400,
    "message": "metrics cannot be empty",
    "provenance": "observed",
    "source": {
      "title": "bkmonitor-datalink at 9758fa3, pkg/collector (proxy, proxyvalidator, ratelimiter), built and probed",
      "url": "https://github.com/TencentBlueKing/bkmonitor-datalink",
      "read": "2026-11-21"
    },
    "retryable": false,
    "fix": "Put at least one metric into `metrics`."
  },
  "invalid-name": {
    "outcome": "rejected",
    "status": 400,
    "message": "name '{name}' required match regex [{pattern}]",
    "provenance": "observed",
    "source": {
      "title": "bkmonitor-datalink at 9758fa3, pkg/collector (proxy, proxyvalidator, ratelimiter), built and probed",
      "url": "https://github.com/TencentBlueKing/bkmonitor-datalink",
      "read": "2026-11-21"
    },
    "retryable": false,
    "fix": "Use letters, digits and `_` only and do not start with a digit; Prometheus names with a colon do not pass."
  },
  "forbidden-name": {
    "outcome": "rejected",
    "status": 400,
    "message": "name '{name}' is not allowed",
    "provenance": "assumed",
    "source": {
      "title": "Our own choice where no source says anything; see NOTES.md",
      "read": "2026-11-21"
    },
    "note": 19,
    "retryable": false,
    "fix": "Use another name than `__proto__`."
  },
  "metric-value": {
    "outcome": "rejected",
    "status": 400,
    "message": "value expected float64 type, got {got}",
    "provenance": "observed",
    "source": {
      "title": "bkmonitor-datalink at 9758fa3, pkg/collector (proxy, proxyvalidator, ratelimiter), built and probed",
      "url": "https://github.com/TencentBlueKing/bkmonitor-datalink",
      "read": "2026-11-21"
    },
    "retryable": false,
    "fix": "Send the metric's value as a JSON number."
  },
  "target-missing": {
    "outcome": "rejected",
    "status": 400,
    "message": "target missing",
    "provenance": "observed",
    "source": {
      "title": "bkmonitor-datalink at 9758fa3, pkg/collector (proxy, proxyvalidator, ratelimiter), built and probed",
      "url": "https://github.com/TencentBlueKing/bkmonitor-datalink",
      "read": "2026-11-21"
    },
    "note": 2,
    "retryable": false,
    "fix": "Give each item a `target`, such as the IP address of the host."
  },
  "target-type": {
    "outcome": "rejected",
    "status": 400,
    "message": "target expected string type, got {got}",
    "provenance": "observed",
    "source": {
      "title": "bkmonitor-datalink at 9758fa3, pkg/collector (proxy, proxyvalidator, ratelimiter), built and probed",
      "url": "https://github.com/TencentBlueKing/bkmonitor-datalink",
      "read": "2026-11-21"
    },
    "retryable": false,
    "fix": "Send `target` as a string."
  },
  "target-empty": {
    "outcome": "rejected",
    "status": 400,
    "message": "target cannot be empty",
    "provenance": "observed",
    "source": {
      "title": "bkmonitor-datalink at 9758fa3, pkg/collector (proxy, proxyvalidator, ratelimiter), built and probed",
      "url": "https://github.com/TencentBlueKing/bkmonitor-datalink",
      "read": "2026-11-21"
    },
    "retryable": false,
    "fix": "Fill `target`, for example with the IP address of the host."
  },
  "event-name-missing": {
    "outcome": "rejected",
    "status": 400,
    "message": "event_name missing",
    "provenance": "observed",
    "source": {
      "title": "bkmonitor-datalink at 9758fa3, pkg/collector (proxy, proxyvalidator, ratelimiter), built and probed",
      "url": "https://github.com/TencentBlueKing/bkmonitor-datalink",
      "read": "2026-11-21"
    },
    "retryable": false,
    "fix": "Give each event its `event_name`; metrics need a data id that is registered for metrics."
  },
  "event-name-type": {
    "outcome": "rejected",
    "status": 400,
    "message": "eventName expected string type, got {got}",
    "provenance": "observed",
    "source": {
      "title": "bkmonitor-datalink at 9758fa3, pkg/collector (proxy, proxyvalidator, ratelimiter), built and probed",
      "url": "https://github.com/TencentBlueKing/bkmonitor-datalink",
      "read": "2026-11-21"
    },
    "retryable": false,
    "fix": "Send `event_name` as a string."
  },
  "event-name-too-long": {
    "outcome": "rejected",
    "status": 400,
    "message": "event_name longer than {limit} characters, got {length}",
    "provenance": "assumed",
    "source": {
      "title": "bkmonitor-ecosystem at e89f90b, docs of the event examples (README)",
      "url": "https://github.com/TencentBlueKing/bkmonitor-ecosystem",
      "read": "2026-11-21"
    },
    "note": 7,
    "retryable": false,
    "fix": "Shorten `event_name`."
  },
  "event-missing": {
    "outcome": "rejected",
    "status": 400,
    "message": "event missing",
    "provenance": "observed",
    "source": {
      "title": "bkmonitor-datalink at 9758fa3, pkg/collector (proxy, proxyvalidator, ratelimiter), built and probed",
      "url": "https://github.com/TencentBlueKing/bkmonitor-datalink",
      "read": "2026-11-21"
    },
    "retryable": false,
    "fix": "Give each event its `event` object with `content`."
  },
  "event-type": {
    "outcome": "rejected",
    "status": 400,
    "message": "event expected map[string]any type, got {got}",
    "provenance": "observed",
    "source": {
      "title": "bkmonitor-datalink at 9758fa3, pkg/collector (proxy, proxyvalidator, ratelimiter), built and probed",
      "url": "https://github.com/TencentBlueKing/bkmonitor-datalink",
      "read": "2026-11-21"
    },
    "retryable": false,
    "fix": "Make `event` an object with the member `content`."
  },
  "event-content-missing": {
    "outcome": "rejected",
    "status": 400,
    "message": "event.content missing",
    "provenance": "observed",
    "source": {
      "title": "bkmonitor-datalink at 9758fa3, pkg/collector (proxy, proxyvalidator, ratelimiter), built and probed",
      "url": "https://github.com/TencentBlueKing/bkmonitor-datalink",
      "read": "2026-11-21"
    },
    "retryable": false,
    "fix": "Put what happened into `event.content`."
  },
  "event-content-type": {
    "outcome": "rejected",
    "status": 400,
    "message": "event.content expected string type, got {got}",
    "provenance": "assumed",
    "source": {
      "title": "BKDocs, Monitor, integrations-events: custom events over HTTP",
      "url": "https://github.com/TencentBlueKing/BKDocs",
      "read": "2026-11-21"
    },
    "note": 6,
    "retryable": false,
    "fix": "Send `event.content` as a string."
  },
  "dimension-type": {
    "outcome": "rejected",
    "status": 400,
    "message": "dimension expected map[string]any type, got {got}",
    "provenance": "observed",
    "source": {
      "title": "bkmonitor-datalink at 9758fa3, pkg/collector (proxy, proxyvalidator, ratelimiter), built and probed",
      "url": "https://github.com/TencentBlueKing/bkmonitor-datalink",
      "read": "2026-11-21"
    },
    "retryable": false,
    "fix": "Leave `dimension` out, or make it an object; null is refused."
  },
  "dimension-value": {
    "outcome": "rejected",
    "status": 400,
    "message": "dimension '{field}' value expected string type, got {got}",
    "provenance": "assumed",
    "source": {
      "title": "BKDocs, ZH/Monitor/3.8, integrations-metrics/custom_metrics_http.md",
      "url": "https://github.com/TencentBlueKing/BKDocs",
      "read": "2026-11-21"
    },
    "note": 3,
    "retryable": false,
    "fix": "Turn the dimension's value into a string."
  },
  "timestamp-type": {
    "outcome": "rejected",
    "status": 400,
    "message": "timestamp expected float64 type, got {got}",
    "provenance": "observed",
    "source": {
      "title": "bkmonitor-datalink at 9758fa3, pkg/collector (proxy, proxyvalidator, ratelimiter), built and probed",
      "url": "https://github.com/TencentBlueKing/bkmonitor-datalink",
      "read": "2026-11-21"
    },
    "retryable": false,
    "fix": "Send `timestamp` as a number of milliseconds, or leave it out; null is refused."
  },
  "timestamp-future": {
    "outcome": "rejected",
    "status": 400,
    "message": "reject future timestamp, dataTs={dataTs}, serverTs={serverTs}, offset={offset}(s)",
    "provenance": "observed",
    "source": {
      "title": "bkmonitor-datalink at 9758fa3, pkg/collector (proxy, proxyvalidator, ratelimiter), built and probed",
      "url": "https://github.com/TencentBlueKing/bkmonitor-datalink",
      "read": "2026-11-21"
    },
    "retryable": false,
    "fix": "Send milliseconds, not microseconds or nanoseconds, and set the clock of the sending machine."
  },
  "invalid-token": {
    "outcome": "rejected",
    "status": 401,
    "general": true,
    "message": "reject invalid token: {dataId}/{accessToken}",
    "provenance": "observed",
    "source": {
      "title": "bkmonitor-datalink at 9758fa3, pkg/collector (proxy, proxyvalidator, ratelimiter), built and probed",
      "url": "https://github.com/TencentBlueKing/bkmonitor-datalink",
      "read": "2026-11-21"
    },
    "retryable": false,
    "fix": "Copy `data_id` and `access_token` from the same custom report; Prometheus tokens do not work here."
  },
  "empty-token": {
    "outcome": "rejected",
    "status": 401,
    "message": "reject empty token",
    "provenance": "observed",
    "source": {
      "title": "bkmonitor-datalink at 9758fa3, pkg/collector (proxy, proxyvalidator, ratelimiter), built and probed",
      "url": "https://github.com/TencentBlueKing/bkmonitor-datalink",
      "read": "2026-11-21"
    },
    "retryable": false,
    "fix": "Send `data_id` and `access_token` at the top level of the body."
  },
  "method-not-allowed": {
    "outcome": "rejected",
    "status": 405,
    "general": true,
    "message": "method {method} not allowed",
    "provenance": "assumed",
    "source": {
      "title": "Our own choice where no source says anything; see NOTES.md",
      "read": "2026-11-21"
    },
    "note": 10,
    "retryable": false,
    "fix": "Send the request with POST."
  },
  "body-too-large": {
    "outcome": "rejected",
    "status": 413,
    "general": true,
    "message": "request body larger than {limit} bytes",
    "provenance": "assumed",
    "source": {
      "title": "Our own choice where no source says anything; see NOTES.md",
      "read": "2026-11-21"
    },
    "note": 5,
    "retryable": false,
    "fix": "Split the items over several smaller requests."
  },
  "rate-limited": {
    "outcome": "rejected",
    "status": 429,
    "general": true,
    "message": "ratelimiter rejected the request, token [{accessToken}] max qps allowed: {qps}",
    "provenance": "observed",
    "source": {
      "title": "bkmonitor-datalink at 9758fa3, pkg/collector (proxy, proxyvalidator, ratelimiter), built and probed",
      "url": "https://github.com/TencentBlueKing/bkmonitor-datalink",
      "read": "2026-11-21"
    },
    "note": 4,
    "retryable": true,
    "fix": "Put more items into each request and send fewer requests per data id."
  },
  "internal-error": {
    "outcome": "rejected",
    "status": 500,
    "general": true,
    "message": "internal error",
    "provenance": "observed",
    "source": {
      "title": "bkmonitor-datalink at 9758fa3, pkg/collector (proxy, proxyvalidator, ratelimiter), built and probed",
      "url": "https://github.com/TencentBlueKing/bkmonitor-datalink",
      "read": "2026-11-21"
    },
    "note": 11,
    "retryable": true,
    "fix": "Try again later."
  },
  "timestamp-not-milliseconds": {
    "outcome": "ignored",
    "message": "timestamp {value} is not in milliseconds: the event is accepted and then dropped by the backend",
    "provenance": "observed",
    "source": {
      "title": "bkmonitor-datalink at 9758fa3, pkg/transfer (event formatter, standard event)",
      "url": "https://github.com/TencentBlueKing/bkmonitor-datalink",
      "read": "2026-11-21"
    },
    "fix": "Multiply seconds by 1000; a timestamp has 13 digits."
  },
  "event-name-empty": {
    "outcome": "ignored",
    "message": "event_name is empty: the event is accepted and then dropped by the backend",
    "provenance": "observed",
    "source": {
      "title": "bkmonitor-datalink at 9758fa3, pkg/transfer (event formatter, standard event)",
      "url": "https://github.com/TencentBlueKing/bkmonitor-datalink",
      "read": "2026-11-21"
    },
    "fix": "Give the event a name."
  },
  "timestamp-unit": {
    "outcome": "warning",
    "message": "timestamp {value} is not in milliseconds, so the point lies far from where you look for it",
    "provenance": "documented",
    "source": {
      "title": "BKDocs, ZH/Monitor/3.8, integrations-metrics/custom_metrics_http.md",
      "url": "https://github.com/TencentBlueKing/BKDocs",
      "read": "2026-11-21"
    },
    "fix": "Multiply seconds by 1000; a timestamp has 13 digits."
  },
  "unknown-field": {
    "outcome": "warning",
    "message": "`{field}` is ignored{suggestion}",
    "provenance": "observed",
    "source": {
      "title": "bkmonitor-datalink at 9758fa3, pkg/collector (proxy, proxyvalidator, ratelimiter), built and probed",
      "url": "https://github.com/TencentBlueKing/bkmonitor-datalink",
      "read": "2026-11-21"
    },
    "fix": "Use the name of the contract, or leave the member out."
  },
  "token-diagnosis": {
    "outcome": "warning",
    "message": "why the token is refused: {cause} ({mistake})",
    "provenance": "assumed",
    "source": {
      "title": "Our own choice where no source says anything; see NOTES.md",
      "read": "2026-11-21"
    },
    "note": 23,
    "fix": "Copy `data_id` and `access_token` from the same custom report."
  },
  "kind-mismatch": {
    "outcome": "warning",
    "message": "the items look like {itemKind}s, but data id {dataId} is registered for {kind}s",
    "provenance": "observed",
    "source": {
      "title": "bkmonitor-datalink at 9758fa3, pkg/collector (proxy, proxyvalidator, ratelimiter), built and probed",
      "url": "https://github.com/TencentBlueKing/bkmonitor-datalink",
      "read": "2026-11-21"
    },
    "fix": "Send them with the data id that is registered for their kind."
  },
  "prometheus-name": {
    "outcome": "warning",
    "message": "`{name}` is a name in the style of Prometheus, whose recording rules have colons; names of custom metrics have none",
    "provenance": "observed",
    "source": {
      "title": "bkmonitor-datalink at 9758fa3, pkg/collector (proxy, proxyvalidator, ratelimiter), built and probed",
      "url": "https://github.com/TencentBlueKing/bkmonitor-datalink",
      "read": "2026-11-21"
    },
    "note": 18,
    "fix": "Replace the colons by underscores before you report; one such name refuses the whole request."
  },
  "compressed-body": {
    "outcome": "warning",
    "message": "the body comes as {encoding}, and this API does not decode any Content-Encoding",
    "provenance": "observed",
    "source": {
      "title": "bkmonitor-datalink at 9758fa3, pkg/collector (proxy, proxyvalidator, ratelimiter), built and probed",
      "url": "https://github.com/TencentBlueKing/bkmonitor-datalink",
      "read": "2026-11-21"
    },
    "note": 21,
    "fix": "Send the body uncompressed, without the header `Content-Encoding`."
  },
  "duplicate-member": {
    "outcome": "warning",
    "message": "`{field}` stands twice in the same object; the last one counts",
    "provenance": "observed",
    "source": {
      "title": "bkmonitor-datalink at 9758fa3, pkg/collector (proxy, proxyvalidator, ratelimiter), built and probed",
      "url": "https://github.com/TencentBlueKing/bkmonitor-datalink",
      "read": "2026-11-21"
    },
    "fix": "Write each name once."
  },
  "timestamp-defaulted": {
    "outcome": "transformed",
    "message": "timestamp is absent or 0 and becomes the time of receipt, {value}",
    "provenance": "documented",
    "source": {
      "title": "BKDocs, ZH/Monitor/3.8, integrations-metrics/custom_metrics_http.md",
      "url": "https://github.com/TencentBlueKing/BKDocs",
      "read": "2026-11-21"
    },
    "fix": "Send `timestamp` if the time of measurement matters."
  },
  "timestamp-truncated": {
    "outcome": "transformed",
    "message": "timestamp {value} loses its fraction",
    "provenance": "observed",
    "source": {
      "title": "bkmonitor-datalink at 9758fa3, pkg/collector (proxy, proxyvalidator, ratelimiter), built and probed",
      "url": "https://github.com/TencentBlueKing/bkmonitor-datalink",
      "read": "2026-11-21"
    },
    "fix": "Send whole milliseconds."
  },
  "target-as-dimension": {
    "outcome": "transformed",
    "message": "target becomes the dimension `target`",
    "provenance": "observed",
    "source": {
      "title": "bkmonitor-datalink at 9758fa3, pkg/transfer (event formatter, standard event)",
      "url": "https://github.com/TencentBlueKing/bkmonitor-datalink",
      "read": "2026-11-21"
    },
    "fix": "Nothing to do: query the point by the dimension `target`."
  }
} as const satisfies Record<string, Reason>;

export type ReasonCode = keyof typeof reasons;
