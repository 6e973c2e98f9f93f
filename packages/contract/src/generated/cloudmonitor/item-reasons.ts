// Generated from spec/ by `npm run generate`. Do not edit.

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
    "fix": "Spread the events over several smaller requests."
  },
  "too-deep": {
    "outcome": "rejected",
    "message": "the request body is nested deeper than {limit} levels",
    "fix": "Put nested details as JSON text into `content`."
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
    "fix": "Send `name` as a string; null is refused."
  },
  "name-blank": {
    "outcome": "rejected",
    "message": "name must not be blank (at {path})",
    "fix": "Give the event a name of at least one character that is not blank."
  },
  "content-missing": {
    "outcome": "rejected",
    "message": "content is required (at {path})",
    "fix": "Put what happened into `content`."
  },
  "content-not-string": {
    "outcome": "rejected",
    "message": "content must be a string, got {got} (at {path})",
    "fix": "Send `content` as a string; write an object as JSON text into it."
  },
  "group-id": {
    "outcome": "rejected",
    "message": "groupId must be the number of an application group, got {got} (at {path})",
    "fix": "Send a whole number that is not negative, or leave `groupId` out; null is refused."
  },
  "time-format": {
    "outcome": "rejected",
    "message": "time must look like 20171023T144439.948+0800, got {value} (at {path})",
    "fix": "Write the time as yyyyMMddTHHmmss.SSS with an offset such as +0800, or leave it out for the time of receipt."
  },
  "field-type": {
    "outcome": "rejected",
    "message": "{field} must be a string, got {got} (at {path})",
    "fix": "Send the member as a string, or leave it out."
  },
  "content-empty": {
    "outcome": "warning",
    "message": "content is empty, and nothing says whether the service takes it",
    "fix": "Write into `content` what happened."
  },
  "group-id-string": {
    "outcome": "warning",
    "message": "groupId is the string \"{value}\", and the documentation asks for a number",
    "fix": "Send `groupId` as a number."
  },
  "unknown-field": {
    "outcome": "warning",
    "message": "`{field}` is a member that neither the documentation nor the official SDK knows{suggestion}",
    "fix": "Use the names of the contract, and put other details into `content`."
  }
} as const satisfies Record<string, ItemReason>;

export type ItemReasonCode = keyof typeof itemReasons;
