// Generated from spec/ by `npm run generate`. Do not edit.

/**
 * Lists the reasons that local validation of an item can report, by code.
 *
 * @example
 * ```js
 * import { itemReasons } from '@pushspec/contract/blueking/item-reasons';
 *
 * console.log(itemReasons['bad-request'].outcome);
 * ```
 * ```text
 * rejected
 * ```
 */
import type { ItemReason } from '../../reasons.ts';

export const itemReasons = {
  "bad-request": {
    "outcome": "rejected",
    "message": "invalid request body",
    "fix": "Compare the body with the schema of the kind that the data id is registered for."
  },
  "too-deep": {
    "outcome": "rejected",
    "message": "\"Syntax error at index {index}: recursion exceeded max depth",
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
    "fix": "Give each data point its `metrics`. Events need a data id that is registered for events."
  },
  "metrics-type": {
    "outcome": "rejected",
    "message": "metrics expected map[string]any type, got {got}",
    "fix": "Make `metrics` an object that maps names to numbers."
  },
  "metrics-empty": {
    "outcome": "rejected",
    "message": "metrics cannot be empty",
    "fix": "Put at least one metric into `metrics`."
  },
  "invalid-name": {
    "outcome": "rejected",
    "message": "name '{name}' required match regex [{pattern}]",
    "fix": "Use only letters, digits and `_`, and do not start with a digit. Prometheus names with a colon are refused."
  },
  "forbidden-name": {
    "outcome": "rejected",
    "message": "name '{name}' is not allowed",
    "fix": "Use a name other than `__proto__`."
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
    "fix": "Set `target`, for example to the IP address of the host."
  },
  "event-name-missing": {
    "outcome": "rejected",
    "message": "event_name missing",
    "fix": "Give each event its `event_name`. Metrics need a data id that is registered for metrics."
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
    "fix": "Make `event` an object with the property `content`."
  },
  "event-content-missing": {
    "outcome": "rejected",
    "message": "event.content missing",
    "fix": "Describe what happened in `event.content`."
  },
  "event-content-type": {
    "outcome": "rejected",
    "message": "event.content expected string type, got {got}",
    "fix": "Send `event.content` as a string."
  },
  "dimension-type": {
    "outcome": "rejected",
    "message": "dimension expected map[string]any type, got {got}",
    "fix": "Omit `dimension`, or make it an object. It must not be null."
  },
  "dimension-value": {
    "outcome": "rejected",
    "message": "dimension '{field}' value expected string type, got {got}",
    "fix": "Convert the dimension's value to a string."
  },
  "timestamp-type": {
    "outcome": "rejected",
    "message": "timestamp expected float64 type, got {got}",
    "fix": "Send `timestamp` as a number of milliseconds, or omit it. It must not be null."
  },
  "timestamp-future": {
    "outcome": "rejected",
    "message": "reject future timestamp, dataTs={dataTs}, serverTs={serverTs}, offset={offset}(s)",
    "fix": "Send milliseconds, not microseconds or nanoseconds, and check the clock of the sending machine."
  },
  "body-too-large": {
    "outcome": "rejected",
    "message": "request body larger than {limit} bytes",
    "fix": "Split the items across several smaller requests."
  },
  "timestamp-not-milliseconds": {
    "outcome": "ignored",
    "message": "timestamp {value} is not in milliseconds: the event is accepted, but the backend drops it",
    "fix": "Multiply seconds by 1000. A timestamp has 13 digits."
  },
  "event-name-empty": {
    "outcome": "ignored",
    "message": "event_name is empty: the event is accepted, but the backend drops it",
    "fix": "Give the event a name."
  },
  "timestamp-unit": {
    "outcome": "warning",
    "message": "timestamp {value} is not in milliseconds, so the point is stored at the wrong time",
    "fix": "Multiply seconds by 1000. A timestamp has 13 digits."
  },
  "unknown-field": {
    "outcome": "warning",
    "message": "`{field}` is ignored{suggestion}",
    "fix": "Use a name from the contract, or remove the property."
  },
  "kind-mismatch": {
    "outcome": "warning",
    "message": "the items look like {itemKind}s, but data id {dataId} is registered for {kind}s",
    "fix": "Use a data id that is registered for this kind of item."
  },
  "prometheus-name": {
    "outcome": "warning",
    "message": "`{name}` looks like a Prometheus recording rule, but names of custom metrics cannot contain colons",
    "fix": "Replace the colons with underscores before you report. One such name causes the whole request to be refused."
  }
} as const satisfies Record<string, ItemReason>;

export type ItemReasonCode = keyof typeof itemReasons;
