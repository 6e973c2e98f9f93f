// Generated from spec/ by `npm run generate`. Do not edit.

import type { Reason } from '../../../reasons.ts';

export const reasons = {
  "bad-request": {
    "outcome": "rejected",
    "status": 400,
    "general": true,
    "errorCode": "ft.InvalidParams",
    "message": "invalid request",
    "provenance": "assumed",
    "source": {
      "title": "Our own choice where no source says anything; see NOTES.md",
      "read": "2026-11-21"
    },
    "note": 15,
    "retryable": false,
    "fix": "Compare the request with the schema."
  },
  "empty-body": {
    "outcome": "rejected",
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "the request body is empty",
    "provenance": "assumed",
    "source": {
      "title": "Our own choice where no source says anything; see NOTES.md",
      "read": "2026-11-21"
    },
    "note": 15,
    "retryable": false,
    "fix": "Send a JSON object with the member `event`."
  },
  "invalid-utf8": {
    "outcome": "rejected",
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "invalid UTF-8 at byte {index}",
    "provenance": "assumed",
    "source": {
      "title": "Our own choice where no source says anything; see NOTES.md",
      "read": "2026-11-21"
    },
    "note": 15,
    "retryable": false,
    "fix": "Encode the body as UTF-8 and do not compress it."
  },
  "malformed-json": {
    "outcome": "rejected",
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "invalid JSON at index {index}: {detail}",
    "provenance": "assumed",
    "source": {
      "title": "Our own choice where no source says anything; see NOTES.md",
      "read": "2026-11-21"
    },
    "note": 15,
    "retryable": false,
    "fix": "Send one valid JSON document, without NaN and Infinity."
  },
  "malformed-path": {
    "outcome": "rejected",
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "the path is not valid percent-encoded UTF-8",
    "provenance": "assumed",
    "source": {
      "title": "Our own choice where no source says anything; see NOTES.md",
      "read": "2026-11-21"
    },
    "note": 4,
    "retryable": false,
    "fix": "Copy the webhook address as it is, and percent-encode other letters as UTF-8."
  },
  "media-type": {
    "outcome": "rejected",
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "Content-Type must be application/json, got {got}",
    "provenance": "assumed",
    "source": {
      "title": "Guance docs, open-api: overview (zh at 11b3bfc2, en at 84245ed1): hosts, headers, envelope",
      "url": "https://docs.guance.com/en/open-api",
      "read": "2026-11-21"
    },
    "note": 19,
    "retryable": false,
    "fix": "Send the header `Content-Type: application/json`."
  },
  "too-deep": {
    "outcome": "rejected",
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "the request body is nested deeper than {limit} levels",
    "provenance": "assumed",
    "source": {
      "title": "Our own choice where no source says anything; see NOTES.md",
      "read": "2026-11-21"
    },
    "note": 13,
    "retryable": false,
    "fix": "Nest the arrays and objects of `extraData` less deeply."
  },
  "body-type": {
    "outcome": "rejected",
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "the request body must be an object, got {got}",
    "provenance": "assumed",
    "source": {
      "title": "Guance docs, open-api/checker/receive: [External Event Monitor] Event Reception (zh at a0fe3442, en newer)",
      "url": "https://docs.guance.com/en/open-api/checker/receive",
      "read": "2026-11-21"
    },
    "note": 15,
    "retryable": false,
    "fix": "Send one JSON object with the member `event`; there are no batches."
  },
  "event-missing": {
    "outcome": "rejected",
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "event is required",
    "provenance": "assumed",
    "source": {
      "title": "Guance docs, open-api/checker/receive: [External Event Monitor] Event Reception (zh at a0fe3442, en newer)",
      "url": "https://docs.guance.com/en/open-api/checker/receive",
      "read": "2026-11-21"
    },
    "note": 15,
    "retryable": false,
    "fix": "Put the fields of the event into the member `event`."
  },
  "event-type": {
    "outcome": "rejected",
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "event must be an object, got {got}",
    "provenance": "assumed",
    "source": {
      "title": "Guance docs, open-api/checker/receive: [External Event Monitor] Event Reception (zh at a0fe3442, en newer)",
      "url": "https://docs.guance.com/en/open-api/checker/receive",
      "read": "2026-11-21"
    },
    "note": 7,
    "retryable": false,
    "fix": "Make `event` an object with at least `status`; null is refused."
  },
  "date-type": {
    "outcome": "rejected",
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "event.date must be an integer number of seconds, got {got}",
    "provenance": "assumed",
    "source": {
      "title": "Guance docs, open-api/checker/receive: [External Event Monitor] Event Reception (zh at a0fe3442, en newer)",
      "url": "https://docs.guance.com/en/open-api/checker/receive",
      "read": "2026-11-21"
    },
    "note": 15,
    "retryable": false,
    "fix": "Send `date` as whole seconds without quotes, or leave it out."
  },
  "status-missing": {
    "outcome": "rejected",
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "event.status is required",
    "provenance": "assumed",
    "source": {
      "title": "Guance docs, open-api/checker/receive: [External Event Monitor] Event Reception (zh at a0fe3442, en newer)",
      "url": "https://docs.guance.com/en/open-api/checker/receive",
      "read": "2026-11-21"
    },
    "note": 15,
    "retryable": false,
    "fix": "Give the event a `status`, such as `error`, or `ok` when it is over."
  },
  "status-invalid": {
    "outcome": "rejected",
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "event.status must be one of {allowed}",
    "provenance": "assumed",
    "source": {
      "title": "Guance and TrueWatch docs, open-api/checker__receive: the newest form of the same page",
      "url": "https://docs.guance.com/en/open-api/checker__receive",
      "read": "2026-11-21"
    },
    "note": 6,
    "retryable": false,
    "fix": "Map the states of your system to these names, in lower case."
  },
  "title-type": {
    "outcome": "rejected",
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "event.title must be a string, got {got}",
    "provenance": "assumed",
    "source": {
      "title": "Guance docs, open-api/checker/receive: [External Event Monitor] Event Reception (zh at a0fe3442, en newer)",
      "url": "https://docs.guance.com/en/open-api/checker/receive",
      "read": "2026-11-21"
    },
    "note": 7,
    "retryable": false,
    "fix": "Send `title` as a string, or leave it out; null is refused."
  },
  "message-type": {
    "outcome": "rejected",
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "event.message must be a string, got {got}",
    "provenance": "assumed",
    "source": {
      "title": "Guance docs, open-api/checker/receive: [External Event Monitor] Event Reception (zh at a0fe3442, en newer)",
      "url": "https://docs.guance.com/en/open-api/checker/receive",
      "read": "2026-11-21"
    },
    "note": 7,
    "retryable": false,
    "fix": "Send `message` as a string, or leave it out; null is refused."
  },
  "dimension-tags-type": {
    "outcome": "rejected",
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "event.dimension_tags must be an object, got {got}",
    "provenance": "assumed",
    "source": {
      "title": "Guance docs, open-api/checker/receive: [External Event Monitor] Event Reception (zh at a0fe3442, en newer)",
      "url": "https://docs.guance.com/en/open-api/checker/receive",
      "read": "2026-11-21"
    },
    "note": 7,
    "retryable": false,
    "fix": "Make `dimension_tags` an object of name and value, or leave it out; null is refused."
  },
  "tag-value-type": {
    "outcome": "rejected",
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "{path} must be a string, a number or a boolean, got {got}",
    "provenance": "assumed",
    "source": {
      "title": "Our own choice where no source says anything; see NOTES.md",
      "read": "2026-11-21"
    },
    "note": 11,
    "retryable": false,
    "fix": "Turn the tag's value into a string, or put the structure into `extraData`."
  },
  "check-value-type": {
    "outcome": "rejected",
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "event.check_value must be a number, got {got}",
    "provenance": "assumed",
    "source": {
      "title": "Guance docs, open-api/checker/receive: [External Event Monitor] Event Reception (zh at a0fe3442, en newer)",
      "url": "https://docs.guance.com/en/open-api/checker/receive",
      "read": "2026-11-21"
    },
    "note": 9,
    "retryable": false,
    "fix": "Send `check_value` as a JSON number without quotes, or leave it out."
  },
  "custom-field-prefix": {
    "outcome": "rejected",
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "{path}: the name of a custom field must not start with _ or df_",
    "provenance": "assumed",
    "source": {
      "title": "Guance docs, open-api/checker/receive: [External Event Monitor] Event Reception (zh at a0fe3442, en newer)",
      "url": "https://docs.guance.com/en/open-api/checker/receive",
      "read": "2026-11-21"
    },
    "note": 10,
    "retryable": false,
    "fix": "Start the name with a prefix of your own, such as `biz_` or `ext_`."
  },
  "custom-field-reserved": {
    "outcome": "rejected",
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "{path}: the name is reserved",
    "provenance": "assumed",
    "source": {
      "title": "Guance docs, open-api/checker/receive: [External Event Monitor] Event Reception (zh at a0fe3442, en newer)",
      "url": "https://docs.guance.com/en/open-api/checker/receive",
      "read": "2026-11-21"
    },
    "note": 10,
    "retryable": false,
    "fix": "Rename the field, for example with the prefix `biz_`; `extra_data` is meant to be `extraData` beside `event`."
  },
  "custom-field-type": {
    "outcome": "rejected",
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "{path}: a custom field must be a string, got {got}",
    "provenance": "assumed",
    "source": {
      "title": "Guance docs, open-api/checker/receive: [External Event Monitor] Event Reception (zh at a0fe3442, en newer)",
      "url": "https://docs.guance.com/en/open-api/checker/receive",
      "read": "2026-11-21"
    },
    "note": 10,
    "retryable": false,
    "fix": "Turn the value into a string; an object belongs into `extraData`, which stands beside `event`."
  },
  "custom-field-collides": {
    "outcome": "rejected",
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "{path}: the name is also a key of dimension_tags",
    "provenance": "assumed",
    "source": {
      "title": "Guance docs, open-api/checker/receive: [External Event Monitor] Event Reception (zh at a0fe3442, en newer)",
      "url": "https://docs.guance.com/en/open-api/checker/receive",
      "read": "2026-11-21"
    },
    "note": 10,
    "retryable": false,
    "fix": "Leave the field out, as the tag already becomes a field of the event, or rename it."
  },
  "extra-data-type": {
    "outcome": "rejected",
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "extraData must be an object, got {got}",
    "provenance": "assumed",
    "source": {
      "title": "Guance docs, open-api/checker/receive: [External Event Monitor] Event Reception (zh at a0fe3442, en newer)",
      "url": "https://docs.guance.com/en/open-api/checker/receive",
      "read": "2026-11-21"
    },
    "note": 7,
    "retryable": false,
    "fix": "Make `extraData` an object, or leave it out; null is refused."
  },
  "forbidden-name": {
    "outcome": "rejected",
    "status": 400,
    "errorCode": "ft.InvalidParams",
    "message": "{path}: the name is not allowed",
    "provenance": "assumed",
    "source": {
      "title": "Our own choice where no source says anything; see NOTES.md",
      "read": "2026-11-21"
    },
    "note": 11,
    "retryable": false,
    "fix": "Use another name than `__proto__`."
  },
  "rate-limited-key": {
    "outcome": "rejected",
    "status": 401,
    "general": true,
    "errorCode": "ft.TriggerApiAkCurrentLimiting",
    "message": "Trigger API rate limiting - AK level",
    "provenance": "documented",
    "source": {
      "title": "Guance docs, open-api/error-definition (zh at bc56e403, en at 4af7e274): public error definitions",
      "url": "https://github.com/GuanceCloud/guance-docs",
      "read": "2026-11-21"
    },
    "note": 14,
    "retryable": true,
    "fix": "Wait until the window of the limit has passed, and send fewer requests with this API key."
  },
  "rate-limited-workspace": {
    "outcome": "rejected",
    "status": 401,
    "errorCode": "ft.TriggerApiWorkspaceCurrentLimiting",
    "message": "Trigger API rate limiting - workspace level",
    "provenance": "documented",
    "source": {
      "title": "Guance docs, open-api/error-definition (zh at bc56e403, en at 4af7e274): public error definitions",
      "url": "https://github.com/GuanceCloud/guance-docs",
      "read": "2026-11-21"
    },
    "note": 14,
    "retryable": true,
    "fix": "Wait until the window of the limit has passed; all senders of the workspace share it."
  },
  "invalid-api-key": {
    "outcome": "rejected",
    "status": 401,
    "errorCode": "ft.InvalidAPIKey",
    "message": "Invalid API Key",
    "provenance": "observed",
    "source": {
      "title": "truewatch-lab-first-mile at 878391c9: notes of a user of the site ID1, August 2026",
      "url": "https://github.com/BinHsu/truewatch-lab-first-mile",
      "read": "2026-11-21"
    },
    "note": 3,
    "retryable": false,
    "fix": "Use the secret of an API key of the monitor's workspace, not the key's id and not a client token; or send no key."
  },
  "api-key-missing": {
    "outcome": "rejected",
    "status": 401,
    "errorCode": "ft.InvalidAPIKey",
    "message": "Invalid API Key: the header DF-API-KEY is missing",
    "provenance": "assumed",
    "source": {
      "title": "Guance docs, open-api: overview (zh at 11b3bfc2, en at 84245ed1): hosts, headers, envelope",
      "url": "https://docs.guance.com/en/open-api",
      "read": "2026-11-21"
    },
    "note": 2,
    "retryable": false,
    "fix": "Send the secret of an API key of the monitor's workspace in the header DF-API-KEY."
  },
  "unknown-path": {
    "outcome": "rejected",
    "status": 404,
    "general": true,
    "errorCode": "ft.RouteNotFound",
    "message": "there is nothing at this path",
    "provenance": "assumed",
    "source": {
      "title": "Our own choice where no source says anything; see NOTES.md",
      "read": "2026-11-21"
    },
    "note": 17,
    "retryable": false,
    "fix": "Copy the webhook address of the monitor as it is."
  },
  "method-not-allowed": {
    "outcome": "rejected",
    "status": 405,
    "general": true,
    "errorCode": "ft.MethodNotAllowed",
    "message": "method {method} not allowed",
    "provenance": "assumed",
    "source": {
      "title": "Guance docs, open-api: overview (zh at 11b3bfc2, en at 84245ed1): hosts, headers, envelope",
      "url": "https://docs.guance.com/en/open-api",
      "read": "2026-11-21"
    },
    "note": 17,
    "retryable": false,
    "fix": "Send the request with POST."
  },
  "body-too-large": {
    "outcome": "rejected",
    "status": 413,
    "general": true,
    "errorCode": "ft.RequestTooLarge",
    "message": "request body larger than {limit} bytes",
    "provenance": "assumed",
    "source": {
      "title": "dataflux-launcher at a87a7449 (the vendor's installer of the private deployment)",
      "url": "https://github.com/GuanceCloud/dataflux-launcher",
      "read": "2026-11-21"
    },
    "note": 12,
    "retryable": false,
    "fix": "Shorten `message` and `extraData`."
  },
  "internal-error": {
    "outcome": "rejected",
    "status": 500,
    "general": true,
    "errorCode": "ft.InternalError",
    "message": "internal error",
    "provenance": "assumed",
    "source": {
      "title": "Our own choice where no source says anything; see NOTES.md",
      "read": "2026-11-21"
    },
    "note": 17,
    "retryable": true,
    "fix": "Try again later; the event may have been made all the same."
  },
  "masked-failure": {
    "outcome": "rejected",
    "message": "the answer says 200, but its content reports a failure: {detail}",
    "provenance": "observed",
    "source": {
      "title": "DataFlux Func at daf225bb (the vendor's own source): envelope, const.yaml, guance_openapi.py",
      "url": "https://github.com/GuanceCloud/dataflux-func",
      "read": "2026-11-21"
    },
    "note": 18,
    "retryable": false,
    "fix": "Read `content.error`, `content.reason` and `content.message`; no event can be relied on."
  },
  "unknown-secret": {
    "outcome": "ignored",
    "wholeRequest": true,
    "message": "no monitor has this secret: the answer is a success and no event is made",
    "provenance": "documented",
    "source": {
      "title": "Guance docs, open-api/checker/receive: [External Event Monitor] Event Reception (zh at a0fe3442, en newer)",
      "url": "https://docs.guance.com/en/open-api/checker/receive",
      "read": "2026-11-21"
    },
    "note": 1,
    "fix": "Save the monitor first, then copy its webhook address as it is."
  },
  "sub-uri-mismatch": {
    "outcome": "ignored",
    "wholeRequest": true,
    "message": "the monitor with this secret has another subUri: the answer is a success and no event is made",
    "provenance": "documented",
    "source": {
      "title": "Guance docs, open-api/checker/receive: [External Event Monitor] Event Reception (zh at a0fe3442, en newer)",
      "url": "https://docs.guance.com/en/open-api/checker/receive",
      "read": "2026-11-21"
    },
    "note": 1,
    "fix": "Copy the webhook address as it is; a slash more or less makes another subUri."
  },
  "monitor-disabled": {
    "outcome": "ignored",
    "wholeRequest": true,
    "message": "the monitor is disabled: the answer is a success and no event is made",
    "provenance": "assumed",
    "source": {
      "title": "Guance docs, open-api/checker/create (zh at 251f50e4)",
      "url": "https://docs.guance.com/en/open-api/checker__create",
      "read": "2026-11-21"
    },
    "note": 1,
    "fix": "Enable the monitor."
  },
  "unknown-field": {
    "outcome": "warning",
    "message": "`{field}` is ignored{suggestion}",
    "provenance": "assumed",
    "source": {
      "title": "Our own choice where no source says anything; see NOTES.md",
      "read": "2026-11-21"
    },
    "note": 20,
    "fix": "Use the name of the contract, or leave the member out; fields of your own stand in `event`."
  },
  "extra-data-misspelt": {
    "outcome": "warning",
    "message": "`extra_data` is not read: did you mean `extraData`?",
    "provenance": "assumed",
    "source": {
      "title": "Guance docs, open-api/checker/receive: [External Event Monitor] Event Reception (zh at a0fe3442, en newer)",
      "url": "https://docs.guance.com/en/open-api/checker/receive",
      "read": "2026-11-21"
    },
    "note": 5,
    "fix": "Rename the member to `extraData`."
  },
  "compressed-body": {
    "outcome": "warning",
    "message": "the body comes as {encoding}, and this API does not decode any Content-Encoding",
    "provenance": "assumed",
    "source": {
      "title": "Our own choice where no source says anything; see NOTES.md",
      "read": "2026-11-21"
    },
    "note": 19,
    "fix": "Send the body uncompressed, without the header `Content-Encoding`."
  },
  "duplicate-member": {
    "outcome": "warning",
    "message": "`{field}` stands twice in the same object; the last one counts",
    "provenance": "assumed",
    "source": {
      "title": "Our own choice where no source says anything; see NOTES.md",
      "read": "2026-11-21"
    },
    "note": 20,
    "fix": "Write each name once."
  },
  "recommended-field-missing": {
    "outcome": "warning",
    "message": "event.{field} is absent; the page of the monitor says that an event needs it to match",
    "provenance": "documented",
    "source": {
      "title": "Guance docs, monitoring/monitor/third-party-event-detection (zh at 102f85fd, en at 4af7e274)",
      "url": "https://docs.guance.com/monitoring/monitor/third-party-event-detection/",
      "read": "2026-11-21"
    },
    "note": 7,
    "fix": "Send `title`, `message`, `dimension_tags` and `check_value` too."
  },
  "date-milliseconds": {
    "outcome": "warning",
    "message": "event.date {value} is in milliseconds, so the event lies far in the future; this API takes seconds",
    "provenance": "documented",
    "source": {
      "title": "Guance docs, open-api/checker/receive: [External Event Monitor] Event Reception (zh at a0fe3442, en newer)",
      "url": "https://docs.guance.com/en/open-api/checker/receive",
      "read": "2026-11-21"
    },
    "note": 8,
    "fix": "Divide milliseconds by 1000; a date in seconds has 10 digits."
  },
  "date-microseconds": {
    "outcome": "warning",
    "message": "event.date {value} is in microseconds, so the event lies far in the future; this API takes seconds",
    "provenance": "documented",
    "source": {
      "title": "Guance docs, open-api/checker/receive: [External Event Monitor] Event Reception (zh at a0fe3442, en newer)",
      "url": "https://docs.guance.com/en/open-api/checker/receive",
      "read": "2026-11-21"
    },
    "note": 8,
    "fix": "Divide microseconds by 1000000; a date in seconds has 10 digits."
  },
  "title-too-long": {
    "outcome": "warning",
    "message": "event.title has {length} characters; more than {limit} may be cut off",
    "provenance": "assumed",
    "source": {
      "title": "Guance docs, open-api/checker/create (zh at 251f50e4)",
      "url": "https://docs.guance.com/en/open-api/checker__create",
      "read": "2026-11-21"
    },
    "note": 9,
    "fix": "Shorten the title and put the rest into `message`."
  },
  "state-in-tags": {
    "outcome": "warning",
    "message": "dimension_tags.{name} looks like a state: an event with other tags belongs to another fault, so that `ok` closes nothing",
    "provenance": "assumed",
    "source": {
      "title": "Guance docs, events (zh at 11f33dd1) and events/generating: fields of a generated event",
      "url": "https://github.com/GuanceCloud/guance-docs",
      "read": "2026-11-21"
    },
    "note": 22,
    "fix": "Tag what is affected only, and send the state as `status`; put the original one into `extraData`."
  },
  "tag-stringified": {
    "outcome": "transformed",
    "message": "tag `{name}` becomes the string \"{value}\"",
    "provenance": "assumed",
    "source": {
      "title": "Guance docs, events (zh at 11f33dd1) and events/generating: fields of a generated event",
      "url": "https://github.com/GuanceCloud/guance-docs",
      "read": "2026-11-21"
    },
    "note": 11,
    "fix": "Send tag values as strings."
  },
  "date-defaulted": {
    "outcome": "transformed",
    "message": "date is absent and becomes the time of receipt, {value}",
    "provenance": "assumed",
    "source": {
      "title": "Guance docs, open-api/checker/receive: [External Event Monitor] Event Reception (zh at a0fe3442, en newer)",
      "url": "https://docs.guance.com/en/open-api/checker/receive",
      "read": "2026-11-21"
    },
    "note": 23,
    "fix": "Send `date` if the time of the event matters."
  },
  "title-defaulted": {
    "outcome": "transformed",
    "message": "title is absent and becomes the title of the monitor",
    "provenance": "assumed",
    "source": {
      "title": "Guance docs, open-api/checker/create (zh at 251f50e4)",
      "url": "https://docs.guance.com/en/open-api/checker__create",
      "read": "2026-11-21"
    },
    "note": 23,
    "fix": "Send `title`."
  },
  "message-defaulted": {
    "outcome": "transformed",
    "message": "message is absent and becomes the message of the monitor",
    "provenance": "assumed",
    "source": {
      "title": "Guance docs, open-api/checker/create (zh at 251f50e4)",
      "url": "https://docs.guance.com/en/open-api/checker__create",
      "read": "2026-11-21"
    },
    "note": 23,
    "fix": "Send `message`."
  },
  "address-diagnosis": {
    "outcome": "warning",
    "message": "why no monitor takes the event: {cause} ({mistake})",
    "provenance": "assumed",
    "source": {
      "title": "Our own choice where no source says anything; see NOTES.md",
      "read": "2026-11-21"
    },
    "note": 27,
    "fix": "Save the monitor first, then copy its webhook address as it is."
  },
  "event-generated": {
    "outcome": "transformed",
    "message": "the push becomes {id} with the event reference {ref}; how the vendor hashes the reference is not published",
    "provenance": "assumed",
    "source": {
      "title": "Guance docs, events (zh at 11f33dd1) and events/generating: fields of a generated event",
      "url": "https://github.com/GuanceCloud/guance-docs",
      "read": "2026-11-21"
    },
    "note": 26,
    "fix": "Nothing to do; send the same `dimension_tags` for the same fault."
  },
  "info-leaves-fault": {
    "outcome": "transformed",
    "message": "the status info neither opens nor closes a fault; the vendor does not say what it does",
    "provenance": "assumed",
    "source": {
      "title": "Guance docs, events (zh at 11f33dd1) and events/generating: fields of a generated event",
      "url": "https://github.com/GuanceCloud/guance-docs",
      "read": "2026-11-21"
    },
    "note": 22,
    "fix": "Send `warning` or worse to open a fault, and `ok` to close it."
  },
  "nothing-to-close": {
    "outcome": "transformed",
    "message": "ok closes nothing: no fault with exactly these dimension_tags is open",
    "provenance": "documented",
    "source": {
      "title": "Guance docs, events (zh at 11f33dd1) and events/generating: fields of a generated event",
      "url": "https://github.com/GuanceCloud/guance-docs",
      "read": "2026-11-21"
    },
    "note": 22,
    "fix": "If a fault was open, compare its `dimension_tags` with these; GET /__admin/guance/unrecovered lists the open ones."
  }
} as const satisfies Record<string, Reason>;

export type ReasonCode = keyof typeof reasons;
