// Generated from spec/ by `npm run generate`. Do not edit.

/**
 * Lists the reasons that local validation of an item can report, by code.
 *
 * @example
 * ```js
 * import { itemReasons } from '@pushspec/contract/cloudmonitor/item-reasons';
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
    "fix": "Compare the headers and the body with the contract."
  },
  "body-too-large": {
    "outcome": "rejected",
    "message": "the request body is larger than {limit} bytes",
    "fix": "Split the events across several smaller requests."
  },
  "too-deep": {
    "outcome": "rejected",
    "message": "the request body is nested deeper than {limit} levels",
    "fix": "Put nested details into `content` as a JSON string."
  },
  "event-type": {
    "outcome": "rejected",
    "message": "an event must be an object, got {got} (at {path})",
    "fix": "Make every element of the array an object with `name` and `content`."
  },
  "name-missing": {
    "outcome": "rejected",
    "message": "name is required (at {path})",
    "fix": "Give each event a `name`."
  },
  "name-type": {
    "outcome": "rejected",
    "message": "name must be a string, got {got} (at {path})",
    "fix": "Send `name` as a string. It must not be null."
  },
  "name-blank": {
    "outcome": "rejected",
    "message": "name must not be blank (at {path})",
    "fix": "Give the event a name with at least one character that is not whitespace."
  },
  "content-missing": {
    "outcome": "rejected",
    "message": "content is required (at {path})",
    "fix": "Describe what happened in `content`."
  },
  "content-not-string": {
    "outcome": "rejected",
    "message": "content must be a string, got {got} (at {path})",
    "fix": "Send `content` as a string. Serialize an object to JSON."
  },
  "group-id": {
    "outcome": "rejected",
    "message": "groupId must be the number of an application group, got {got} (at {path})",
    "fix": "Send a whole number that is not negative, or omit `groupId`. It must not be null."
  },
  "time-format": {
    "outcome": "rejected",
    "message": "time must look like 20171023T144439.948+0800, got {value} (at {path})",
    "fix": "Write the time as yyyyMMddTHHmmss.SSS with an offset such as +0800, or omit it to use the time of receipt."
  },
  "field-type": {
    "outcome": "rejected",
    "message": "{field} must be a string, got {got} (at {path})",
    "fix": "Send the property as a string, or omit it."
  },
  "content-empty": {
    "outcome": "warning",
    "message": "content is empty, and no source says whether the service accepts it",
    "fix": "Describe in `content` what happened."
  },
  "group-id-string": {
    "outcome": "warning",
    "message": "groupId is the string \"{value}\", but the documentation requires a number",
    "fix": "Send `groupId` as a number."
  },
  "unknown-field": {
    "outcome": "warning",
    "message": "`{field}` is neither in the documentation nor in the official SDK{suggestion}",
    "fix": "Use names from the contract, and put other details into `content`."
  }
} as const satisfies Record<string, ItemReason>;

export type ItemReasonCode = keyof typeof itemReasons;
