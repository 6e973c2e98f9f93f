// Generated from spec/ by `npm run generate`. Do not edit.

/**
 * Lists an example of each response, by operation and reason code.
 *
 * @example
 * ```js
 * import { responses } from '@pushspec/contract/guance/responses';
 *
 * console.log(responses.pushEvent.accepted.status);
 * ```
 * ```text
 * 200
 * ```
 */
export const responses = {
  "pushEvent": {
    "accepted": {
      "status": 200,
      "body": {
        "code": 200,
        "content": {
          "data": {},
          "error": 200,
          "message": "",
          "ok": true,
          "reqCost": 458,
          "reqTime": "2023-10-19T07:26:30.743Z",
          "respTime": "2023-10-19T07:26:31.201Z",
          "traceId": "7390361544936022329"
        },
        "errorCode": "",
        "message": "",
        "success": true,
        "traceId": "7390361544936022329"
      }
    },
    "masked-failure": {
      "status": 200,
      "body": {
        "code": 200,
        "content": {
          "error": 400.43,
          "message": "Invalid request body",
          "ok": false,
          "reason": "EClientBadRequest",
          "reqCost": 458,
          "reqTime": "2023-10-19T07:26:30.743Z",
          "respTime": "2023-10-19T07:26:31.201Z",
          "traceId": "7390361544936022329"
        },
        "errorCode": "",
        "message": "",
        "success": true,
        "traceId": "7390361544936022329"
      }
    },
    "bad-request": {
      "status": 400,
      "body": {
        "code": 400,
        "content": {},
        "errorCode": "ft.InvalidParams",
        "message": "invalid request",
        "success": false,
        "traceId": "4250149955169518608"
      }
    },
    "empty-body": {
      "status": 400,
      "body": {
        "code": 400,
        "content": {},
        "errorCode": "ft.InvalidParams",
        "message": "the request body is empty",
        "success": false,
        "traceId": "4250149955169518608"
      }
    },
    "invalid-utf8": {
      "status": 400,
      "body": {
        "code": 400,
        "content": {},
        "errorCode": "ft.InvalidParams",
        "message": "invalid UTF-8 at byte 57",
        "success": false,
        "traceId": "4250149955169518608"
      }
    },
    "malformed-json": {
      "status": 400,
      "body": {
        "code": 400,
        "content": {},
        "errorCode": "ft.InvalidParams",
        "message": "invalid JSON at index 1: invalid char",
        "success": false,
        "traceId": "4250149955169518608"
      }
    },
    "malformed-path": {
      "status": 400,
      "body": {
        "code": 400,
        "content": {},
        "errorCode": "ft.InvalidParams",
        "message": "the path is not valid percent-encoded UTF-8",
        "success": false,
        "traceId": "4250149955169518608"
      }
    },
    "media-type": {
      "status": 400,
      "body": {
        "code": 400,
        "content": {},
        "errorCode": "ft.InvalidParams",
        "message": "Content-Type must be application/json, got text/plain",
        "success": false,
        "traceId": "4250149955169518608"
      }
    },
    "too-deep": {
      "status": 400,
      "body": {
        "code": 400,
        "content": {},
        "errorCode": "ft.InvalidParams",
        "message": "the request body is nested deeper than 512 levels",
        "success": false,
        "traceId": "4250149955169518608"
      }
    },
    "body-type": {
      "status": 400,
      "body": {
        "code": 400,
        "content": {},
        "errorCode": "ft.InvalidParams",
        "message": "the request body must be an object, got array",
        "success": false,
        "traceId": "4250149955169518608"
      }
    },
    "event-missing": {
      "status": 400,
      "body": {
        "code": 400,
        "content": {},
        "errorCode": "ft.InvalidParams",
        "message": "event is required",
        "success": false,
        "traceId": "4250149955169518608"
      }
    },
    "event-type": {
      "status": 400,
      "body": {
        "code": 400,
        "content": {},
        "errorCode": "ft.InvalidParams",
        "message": "event must be an object, got null",
        "success": false,
        "traceId": "4250149955169518608"
      }
    },
    "date-type": {
      "status": 400,
      "body": {
        "code": 400,
        "content": {},
        "errorCode": "ft.InvalidParams",
        "message": "event.date must be an integer number of seconds, got string",
        "success": false,
        "traceId": "4250149955169518608"
      }
    },
    "status-missing": {
      "status": 400,
      "body": {
        "code": 400,
        "content": {},
        "errorCode": "ft.InvalidParams",
        "message": "event.status is required",
        "success": false,
        "traceId": "4250149955169518608"
      }
    },
    "status-invalid": {
      "status": 400,
      "body": {
        "code": 400,
        "content": {},
        "errorCode": "ft.InvalidParams",
        "message": "event.status must be one of fatal, critical, error, warning, info, ok",
        "success": false,
        "traceId": "4250149955169518608"
      }
    },
    "title-type": {
      "status": 400,
      "body": {
        "code": 400,
        "content": {},
        "errorCode": "ft.InvalidParams",
        "message": "event.title must be a string, got null",
        "success": false,
        "traceId": "4250149955169518608"
      }
    },
    "message-type": {
      "status": 400,
      "body": {
        "code": 400,
        "content": {},
        "errorCode": "ft.InvalidParams",
        "message": "event.message must be a string, got number",
        "success": false,
        "traceId": "4250149955169518608"
      }
    },
    "dimension-tags-type": {
      "status": 400,
      "body": {
        "code": 400,
        "content": {},
        "errorCode": "ft.InvalidParams",
        "message": "event.dimension_tags must be an object, got array",
        "success": false,
        "traceId": "4250149955169518608"
      }
    },
    "tag-value-type": {
      "status": 400,
      "body": {
        "code": 400,
        "content": {},
        "errorCode": "ft.InvalidParams",
        "message": "event.dimension_tags.host must be a string, a number or a boolean, got null",
        "success": false,
        "traceId": "4250149955169518608"
      }
    },
    "check-value-type": {
      "status": 400,
      "body": {
        "code": 400,
        "content": {},
        "errorCode": "ft.InvalidParams",
        "message": "event.check_value must be a number, got string",
        "success": false,
        "traceId": "4250149955169518608"
      }
    },
    "custom-field-prefix": {
      "status": 400,
      "body": {
        "code": 400,
        "content": {},
        "errorCode": "ft.InvalidParams",
        "message": "event.df_team: the name of a custom field must not start with _ or df_",
        "success": false,
        "traceId": "4250149955169518608"
      }
    },
    "custom-field-reserved": {
      "status": 400,
      "body": {
        "code": 400,
        "content": {},
        "errorCode": "ft.InvalidParams",
        "message": "event.source: the name is reserved",
        "success": false,
        "traceId": "4250149955169518608"
      }
    },
    "custom-field-type": {
      "status": 400,
      "body": {
        "code": 400,
        "content": {},
        "errorCode": "ft.InvalidParams",
        "message": "event.biz_team: a custom field must be a string, got number",
        "success": false,
        "traceId": "4250149955169518608"
      }
    },
    "custom-field-collides": {
      "status": 400,
      "body": {
        "code": 400,
        "content": {},
        "errorCode": "ft.InvalidParams",
        "message": "event.host: the name is also a key of dimension_tags",
        "success": false,
        "traceId": "4250149955169518608"
      }
    },
    "extra-data-type": {
      "status": 400,
      "body": {
        "code": 400,
        "content": {},
        "errorCode": "ft.InvalidParams",
        "message": "extraData must be an object, got null",
        "success": false,
        "traceId": "4250149955169518608"
      }
    },
    "forbidden-name": {
      "status": 400,
      "body": {
        "code": 400,
        "content": {},
        "errorCode": "ft.InvalidParams",
        "message": "extraData.__proto__: the name is not allowed",
        "success": false,
        "traceId": "4250149955169518608"
      }
    },
    "rate-limited-key": {
      "status": 401,
      "body": {
        "code": 401,
        "content": {},
        "errorCode": "ft.TriggerApiAkCurrentLimiting",
        "message": "Trigger API rate limiting - AK level",
        "success": false,
        "traceId": "4250149955169518608"
      }
    },
    "rate-limited-workspace": {
      "status": 401,
      "body": {
        "code": 401,
        "content": {},
        "errorCode": "ft.TriggerApiWorkspaceCurrentLimiting",
        "message": "Trigger API rate limiting - workspace level",
        "success": false,
        "traceId": "4250149955169518608"
      }
    },
    "invalid-api-key": {
      "status": 403,
      "body": {
        "code": 403,
        "content": {},
        "errorCode": "ft.InvalidAPIKey",
        "message": "Invalid API Key",
        "success": false,
        "traceId": "4250149955169518608"
      }
    },
    "api-key-missing": {
      "status": 403,
      "body": {
        "code": 403,
        "content": {},
        "errorCode": "ft.InvalidAPIKey",
        "message": "Invalid API Key: the header DF-API-KEY is missing",
        "success": false,
        "traceId": "4250149955169518608"
      }
    },
    "unknown-path": {
      "status": 404,
      "body": {
        "code": 404,
        "content": {},
        "errorCode": "ft.RouteNotFound",
        "message": "there is nothing at this path",
        "success": false,
        "traceId": "4250149955169518608"
      }
    },
    "method-not-allowed": {
      "status": 405,
      "body": {
        "code": 405,
        "content": {},
        "errorCode": "ft.MethodNotAllowed",
        "message": "method GET not allowed",
        "success": false,
        "traceId": "4250149955169518608"
      }
    },
    "body-too-large": {
      "status": 413,
      "body": {
        "code": 413,
        "content": {},
        "errorCode": "ft.RequestTooLarge",
        "message": "request body larger than 1048576 bytes",
        "success": false,
        "traceId": "4250149955169518608"
      }
    },
    "internal-error": {
      "status": 500,
      "body": {
        "code": 500,
        "content": {},
        "errorCode": "ft.InternalError",
        "message": "internal error",
        "success": false,
        "traceId": "4250149955169518608"
      }
    }
  }
} as const;
