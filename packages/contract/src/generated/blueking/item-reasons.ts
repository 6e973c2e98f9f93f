// Generated from spec/ by `npm run generate`. Do not edit.

import type { ItemReason } from '../../reasons.ts';

export const itemReasons = {
  "bad-request": {
    "outcome": "rejected",
    "message": "invalid request body",
    "fix": "Compare the body with the schema of the kind that the data id is registered for."
  },
  "too-deep": {
    "outcome": "rejected",
    "message": "exceeded max depth of {limit}",
    "fix": "Nest arrays and objects less deeply."
  },
  "item-type": {
    "outcome": "rejected",
    "message": "{kind} each item expected map[string]any type, got {got}",
    "fix": "Make every element of `data` an object."
  },
  "metrics-missing": {
    "outcome": "rejected",
    "message": "metrics missing",
    "fix": "Give each data point its `metrics`; events need a data id that is registered for events."
  },
  "metrics-type": {
    "outcome": "rejected",
    "message": "metrics expected map[string]any type, got {got}",
    "fix": "Make `metrics` an object of name and number."
  },
  "metrics-empty": {
    "outcome": "rejected",
    "message": "metrics cannot be empty",
    "fix": "Put at least one metric into `metrics`."
  },
  "invalid-name": {
    "outcome": "rejected",
    "message": "name '{name}' required match regex [{pattern}]",
    "fix": "Use letters, digits and `_` only and do not start with a digit; Prometheus names with a colon do not pass."
  },
  "forbidden-name": {
    "outcome": "rejected",
    "message": "name '{name}' is not allowed",
    "fix": "Use another name than `__proto__`."
  },
  "metric-value": {
    "outcome": "rejected",
    "message": "value expected float64 type, got {got}",
    "fix": "Send the metric's value as a JSON number."
  },
  "target-missing": {
    "outcome": "rejected",
    "message": "target missing",
    "fix": "Give each item a `target`, such as the IP address of the host."
  },
  "target-type": {
    "outcome": "rejected",
    "message": "target expected string type, got {got}",
    "fix": "Send `target` as a string."
  },
  "target-empty": {
    "outcome": "rejected",
    "message": "target cannot be empty",
    "fix": "Fill `target`, for example with the IP address of the host."
  },
  "event-name-missing": {
    "outcome": "rejected",
    "message": "event_name missing",
    "fix": "Give each event its `event_name`; metrics need a data id that is registered for metrics."
  },
  "event-name-type": {
    "outcome": "rejected",
    "message": "eventName expected string type, got {got}",
    "fix": "Send `event_name` as a string."
  },
  "event-name-too-long": {
    "outcome": "rejected",
    "message": "event_name longer than {limit} characters, got {length}",
    "fix": "Shorten `event_name`."
  },
  "event-missing": {
    "outcome": "rejected",
    "message": "event missing",
    "fix": "Give each event its `event` object with `content`."
  },
  "event-type": {
    "outcome": "rejected",
    "message": "event expected map[string]any type, got {got}",
    "fix": "Make `event` an object with the member `content`."
  },
  "event-content-missing": {
    "outcome": "rejected",
    "message": "event.content missing",
    "fix": "Put what happened into `event.content`."
  },
  "event-content-type": {
    "outcome": "rejected",
    "message": "event.content expected string type, got {got}",
    "fix": "Send `event.content` as a string."
  },
  "dimension-type": {
    "outcome": "rejected",
    "message": "dimension expected map[string]any type, got {got}",
    "fix": "Leave `dimension` out, or make it an object; null is refused."
  },
  "dimension-value": {
    "outcome": "rejected",
    "message": "dimension '{field}' value expected string type, got {got}",
    "fix": "Turn the dimension's value into a string."
  },
  "timestamp-type": {
    "outcome": "rejected",
    "message": "timestamp expected float64 type, got {got}",
    "fix": "Send `timestamp` as a number of milliseconds, or leave it out; null is refused."
  },
  "timestamp-future": {
    "outcome": "rejected",
    "message": "reject future timestamp, dataTs={dataTs}, serverTs={serverTs}, offset={offset}(s)",
    "fix": "Send milliseconds, not microseconds or nanoseconds, and set the clock of the sending machine."
  },
  "body-too-large": {
    "outcome": "rejected",
    "message": "request body larger than {limit} bytes",
    "fix": "Split the items over several smaller requests."
  },
  "timestamp-not-milliseconds": {
    "outcome": "ignored",
    "message": "timestamp {value} is not in milliseconds: the event is accepted and then dropped by the backend",
    "fix": "Multiply seconds by 1000; a timestamp has 13 digits."
  },
  "event-name-empty": {
    "outcome": "ignored",
    "message": "event_name is empty: the event is accepted and then dropped by the backend",
    "fix": "Give the event a name."
  },
  "timestamp-unit": {
    "outcome": "warning",
    "message": "timestamp {value} is not in milliseconds, so the point lies far from where you look for it",
    "fix": "Multiply seconds by 1000; a timestamp has 13 digits."
  },
  "unknown-field": {
    "outcome": "warning",
    "message": "`{field}` is ignored{suggestion}",
    "fix": "Use the name of the contract, or leave the member out."
  },
  "kind-mismatch": {
    "outcome": "warning",
    "message": "the items look like {itemKind}s, but data id {dataId} is registered for {kind}s",
    "fix": "Send them with the data id that is registered for their kind."
  },
  "prometheus-name": {
    "outcome": "warning",
    "message": "`{name}` is a name in the style of Prometheus, whose recording rules have colons; names of custom metrics have none",
    "fix": "Replace the colons by underscores before you report; one such name refuses the whole request."
  }
} as const satisfies Record<string, ItemReason>;

export type ItemReasonCode = keyof typeof itemReasons;
