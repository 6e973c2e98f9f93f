// Generated from spec/ by `npm run generate`. Do not edit.

/**
 * Lists the reasons that local validation of an item can report, by code.
 *
 * @example
 * ```js
 * import { itemReasons } from '@pushspec/contract/cloudmonitor-rpc/item-reasons';
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
    "message": "Bad Request",
    "fix": "Compare the request with the contract."
  },
  "too-large": {
    "outcome": "rejected",
    "message": "the values of the parameters have more than {limit} bytes",
    "fix": "Split the events across several requests."
  },
  "too-deep": {
    "outcome": "rejected",
    "message": "EventInfo is nested deeper than {limit} levels",
    "fix": "Put nested details into the content as a JSON string."
  },
  "event-type": {
    "outcome": "rejected",
    "message": "an event must be an object, got {got} (at {path})",
    "fix": "Give each event a name and a content."
  },
  "name-missing": {
    "outcome": "rejected",
    "message": "the event has no name: {field} is required (at {path})",
    "fix": "Give each event a name."
  },
  "name-type": {
    "outcome": "rejected",
    "message": "the name of an event must be a string, got {got} (at {path})",
    "fix": "Send the name as a string; null is refused."
  },
  "name-blank": {
    "outcome": "rejected",
    "message": "the name of an event must not be blank (at {path})",
    "fix": "Give the event a name with at least one character that is not whitespace."
  },
  "content-missing": {
    "outcome": "rejected",
    "message": "the event has no content: {field} is required (at {path})",
    "fix": "Put what happened into the content."
  },
  "content-type": {
    "outcome": "rejected",
    "message": "the content of an event must be a string, got {got} (at {path})",
    "fix": "Send the content as a string; serialize an object to JSON."
  },
  "group-id": {
    "outcome": "rejected",
    "message": "the group must be a string of digits, got {got} (at {path})",
    "fix": "Send the digits of the number as a string, or leave the group out."
  },
  "time-format": {
    "outcome": "rejected",
    "message": "the time must look like 20171013T170923.456+0800 or be 13 digits of milliseconds, got {value} (at {path})",
    "fix": "Write the time as yyyyMMddTHHmmss.SSS with an offset such as +0800, or in milliseconds as a string, or leave it out."
  },
  "content-empty": {
    "outcome": "warning",
    "message": "the content is empty, and nothing says whether the service takes it",
    "fix": "Describe in the content what happened."
  },
  "unknown-field": {
    "outcome": "warning",
    "message": "`{field}` is a field that neither the documentation nor an SDK knows{suggestion}",
    "fix": "Use the names of the contract, and put other details into the content."
  }
} as const satisfies Record<string, ItemReason>;

export type ItemReasonCode = keyof typeof itemReasons;
