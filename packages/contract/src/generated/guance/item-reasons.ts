// Generated from spec/ by `npm run generate`. Do not edit.

/**
 * Lists the reasons that local validation of an item can report, by code.
 *
 * @example
 * ```js
 * import { itemReasons } from '@pushspec/contract/guance/item-reasons';
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
    "fix": "Send one JSON object with the property `event`. There are no batches."
  },
  "event-missing": {
    "outcome": "rejected",
    "message": "event is required",
    "fix": "Put the fields of the event into the property `event`."
  },
  "event-type": {
    "outcome": "rejected",
    "message": "event must be an object, got {got}",
    "fix": "Make `event` an object with at least `status`. It must not be null."
  },
  "date-type": {
    "outcome": "rejected",
    "message": "event.date must be an integer number of seconds, got {got}",
    "fix": "Send `date` as whole seconds without quotes, or omit it."
  },
  "status-missing": {
    "outcome": "rejected",
    "message": "event.status is required",
    "fix": "Give the event a `status`, such as `error`, or `ok` when the fault is over."
  },
  "status-invalid": {
    "outcome": "rejected",
    "message": "event.status must be one of {allowed}",
    "fix": "Map the states of your system to these names, in lowercase."
  },
  "title-type": {
    "outcome": "rejected",
    "message": "event.title must be a string, got {got}",
    "fix": "Send `title` as a string, or omit it. It must not be null."
  },
  "message-type": {
    "outcome": "rejected",
    "message": "event.message must be a string, got {got}",
    "fix": "Send `message` as a string, or omit it. It must not be null."
  },
  "dimension-tags-type": {
    "outcome": "rejected",
    "message": "event.dimension_tags must be an object, got {got}",
    "fix": "Make `dimension_tags` an object that maps names to values, or omit it. It must not be null."
  },
  "tag-value-type": {
    "outcome": "rejected",
    "message": "{path} must be a string, a number or a boolean, got {got}",
    "fix": "Convert the tag's value to a string, or put the structure into `extraData`."
  },
  "check-value-type": {
    "outcome": "rejected",
    "message": "event.check_value must be a number, got {got}",
    "fix": "Send `check_value` as a JSON number without quotes, or omit it."
  },
  "custom-field-prefix": {
    "outcome": "rejected",
    "message": "{path}: the name of a custom field must not start with _ or df_",
    "fix": "Start the name with your own prefix, such as `biz_` or `ext_`."
  },
  "custom-field-reserved": {
    "outcome": "rejected",
    "message": "{path}: the name is reserved",
    "fix": "Rename the field, for example with the prefix `biz_`. `extra_data` should be `extraData`, next to `event`."
  },
  "custom-field-type": {
    "outcome": "rejected",
    "message": "{path}: a custom field must be a string, got {got}",
    "fix": "Convert the value to a string. Put an object into `extraData`, next to `event`."
  },
  "custom-field-collides": {
    "outcome": "rejected",
    "message": "{path}: the name is also a key of dimension_tags",
    "fix": "Remove the field, because the tag already becomes a field of the event, or rename it."
  },
  "extra-data-type": {
    "outcome": "rejected",
    "message": "extraData must be an object, got {got}",
    "fix": "Make `extraData` an object, or omit it. It must not be null."
  },
  "forbidden-name": {
    "outcome": "rejected",
    "message": "{path}: the name is not allowed",
    "fix": "Use a name other than `__proto__`."
  },
  "body-too-large": {
    "outcome": "rejected",
    "message": "request body larger than {limit} bytes",
    "fix": "Shorten `message` and `extraData`."
  },
  "unknown-field": {
    "outcome": "warning",
    "message": "`{field}` is ignored{suggestion}",
    "fix": "Use a name from the contract, or remove the property. Custom fields belong in `event`."
  },
  "extra-data-misspelt": {
    "outcome": "warning",
    "message": "`extra_data` is ignored: did you mean `extraData`?",
    "fix": "Rename the property to `extraData`."
  },
  "custom-field-misspelled": {
    "outcome": "warning",
    "message": "`{field}` is sent as a custom field{suggestion}",
    "fix": "Rename the property, or keep it if it is meant as a custom field."
  },
  "recommended-field-missing": {
    "outcome": "warning",
    "message": "event.{field} is absent, but the monitor's page says that an event needs it to match",
    "fix": "Send `title`, `message`, `dimension_tags` and `check_value` too."
  },
  "date-milliseconds": {
    "outcome": "warning",
    "message": "event.date {value} is in milliseconds, but this API expects seconds, so the event is far in the future",
    "fix": "Divide milliseconds by 1000. A date in seconds has 10 digits."
  },
  "date-microseconds": {
    "outcome": "warning",
    "message": "event.date {value} is in microseconds, but this API expects seconds, so the event is far in the future",
    "fix": "Divide microseconds by 1000000. A date in seconds has 10 digits."
  },
  "title-too-long": {
    "outcome": "warning",
    "message": "event.title has {length} characters, and the part after the first {limit} may be cut off",
    "fix": "Shorten the title and put the rest into `message`."
  },
  "state-in-tags": {
    "outcome": "warning",
    "message": "dimension_tags.{name} looks like a state: an event with other tags belongs to another fault, so `ok` closes nothing",
    "fix": "Tag only the affected objects, and send the state as `status`. Put the original state into `extraData`."
  }
} as const satisfies Record<string, ItemReason>;

export type ItemReasonCode = keyof typeof itemReasons;
