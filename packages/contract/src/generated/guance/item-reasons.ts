// Generated from spec/ by `npm run generate`. Do not edit.

import type { ItemReason } from '../../reasons.ts';

export const itemReasons = {
  "bad-request": {
    "outcome": "rejected",
    "message": "invalid request",
    "fix": "Compare the request with the schema."
  },
  "too-deep": {
    "outcome": "rejected",
    "message": "the request body is nested deeper than {limit} levels",
    "fix": "Nest the arrays and objects of `extraData` less deeply."
  },
  "body-type": {
    "outcome": "rejected",
    "message": "the request body must be an object, got {got}",
    "fix": "Send one JSON object with the member `event`; there are no batches."
  },
  "event-missing": {
    "outcome": "rejected",
    "message": "event is required",
    "fix": "Put the fields of the event into the member `event`."
  },
  "event-type": {
    "outcome": "rejected",
    "message": "event must be an object, got {got}",
    "fix": "Make `event` an object with at least `status`; null is refused."
  },
  "date-type": {
    "outcome": "rejected",
    "message": "event.date must be an integer number of seconds, got {got}",
    "fix": "Send `date` as whole seconds without quotes, or leave it out."
  },
  "status-missing": {
    "outcome": "rejected",
    "message": "event.status is required",
    "fix": "Give the event a `status`, such as `error`, or `ok` when it is over."
  },
  "status-invalid": {
    "outcome": "rejected",
    "message": "event.status must be one of {allowed}",
    "fix": "Map the states of your system to these names, in lower case."
  },
  "title-type": {
    "outcome": "rejected",
    "message": "event.title must be a string, got {got}",
    "fix": "Send `title` as a string, or leave it out; null is refused."
  },
  "message-type": {
    "outcome": "rejected",
    "message": "event.message must be a string, got {got}",
    "fix": "Send `message` as a string, or leave it out; null is refused."
  },
  "dimension-tags-type": {
    "outcome": "rejected",
    "message": "event.dimension_tags must be an object, got {got}",
    "fix": "Make `dimension_tags` an object of name and value, or leave it out; null is refused."
  },
  "tag-value-type": {
    "outcome": "rejected",
    "message": "{path} must be a string, a number or a boolean, got {got}",
    "fix": "Turn the tag's value into a string, or put the structure into `extraData`."
  },
  "check-value-type": {
    "outcome": "rejected",
    "message": "event.check_value must be a number, got {got}",
    "fix": "Send `check_value` as a JSON number without quotes, or leave it out."
  },
  "custom-field-prefix": {
    "outcome": "rejected",
    "message": "{path}: the name of a custom field must not start with _ or df_",
    "fix": "Start the name with a prefix of your own, such as `biz_` or `ext_`."
  },
  "custom-field-reserved": {
    "outcome": "rejected",
    "message": "{path}: the name is reserved",
    "fix": "Rename the field, for example with the prefix `biz_`; `extra_data` is meant to be `extraData` beside `event`."
  },
  "custom-field-type": {
    "outcome": "rejected",
    "message": "{path}: a custom field must be a string, got {got}",
    "fix": "Turn the value into a string; an object belongs into `extraData`, which stands beside `event`."
  },
  "custom-field-collides": {
    "outcome": "rejected",
    "message": "{path}: the name is also a key of dimension_tags",
    "fix": "Leave the field out, as the tag already becomes a field of the event, or rename it."
  },
  "extra-data-type": {
    "outcome": "rejected",
    "message": "extraData must be an object, got {got}",
    "fix": "Make `extraData` an object, or leave it out; null is refused."
  },
  "forbidden-name": {
    "outcome": "rejected",
    "message": "{path}: the name is not allowed",
    "fix": "Use another name than `__proto__`."
  },
  "body-too-large": {
    "outcome": "rejected",
    "message": "request body larger than {limit} bytes",
    "fix": "Shorten `message` and `extraData`."
  },
  "unknown-field": {
    "outcome": "warning",
    "message": "`{field}` is ignored{suggestion}",
    "fix": "Use the name of the contract, or leave the member out; fields of your own stand in `event`."
  },
  "extra-data-misspelt": {
    "outcome": "warning",
    "message": "`extra_data` is not read: did you mean `extraData`?",
    "fix": "Rename the member to `extraData`."
  },
  "recommended-field-missing": {
    "outcome": "warning",
    "message": "event.{field} is absent; the page of the monitor says that an event needs it to match",
    "fix": "Send `title`, `message`, `dimension_tags` and `check_value` too."
  },
  "date-milliseconds": {
    "outcome": "warning",
    "message": "event.date {value} is in milliseconds, so the event lies far in the future; this API takes seconds",
    "fix": "Divide milliseconds by 1000; a date in seconds has 10 digits."
  },
  "date-microseconds": {
    "outcome": "warning",
    "message": "event.date {value} is in microseconds, so the event lies far in the future; this API takes seconds",
    "fix": "Divide microseconds by 1000000; a date in seconds has 10 digits."
  },
  "title-too-long": {
    "outcome": "warning",
    "message": "event.title has {length} characters; more than {limit} may be cut off",
    "fix": "Shorten the title and put the rest into `message`."
  },
  "state-in-tags": {
    "outcome": "warning",
    "message": "dimension_tags.{name} looks like a state: an event with other tags belongs to another fault, so that `ok` closes nothing",
    "fix": "Tag what is affected only, and send the state as `status`; put the original one into `extraData`."
  }
} as const satisfies Record<string, ItemReason>;

export type ItemReasonCode = keyof typeof itemReasons;
