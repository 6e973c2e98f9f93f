// Generated from spec/ by `npm run generate`. Do not edit.

/**
 * Lists an example of each response, by operation and reason code.
 *
 * @example
 * ```js
 * import { responses } from '@pushspec/contract/blueking/responses';
 *
 * console.log(responses.pushCustomReport.accepted.status);
 * ```
 * ```text
 * 200
 * ```
 */
export const responses = {
  "pushCustomReport": {
    "accepted": {
      "status": 200,
      "body": {
        "code": "200",
        "message": "success",
        "request_id": "a75ad22e-3c4f-4481-9096-c4947bf47187",
        "result": "true"
      }
    },
    "bad-request": {
      "status": 400,
      "body": {
        "code": "400",
        "result": "false",
        "message": "invalid request body"
      }
    },
    "empty-body": {
      "status": 400,
      "body": {
        "code": "400",
        "result": "false",
        "message": "empty request body not allowed, ip=127.0.0.1"
      }
    },
    "invalid-utf8": {
      "status": 400,
      "body": {
        "code": "400",
        "result": "false",
        "message": "invalid UTF-8 at byte 57"
      }
    },
    "malformed-json": {
      "status": 400,
      "body": {
        "code": "400",
        "result": "false",
        "message": "\"Syntax error at index 1: invalid char"
      }
    },
    "too-deep": {
      "status": 400,
      "body": {
        "code": "400",
        "result": "false",
        "message": "\"Syntax error at index 4162: recursion exceeded max depth"
      }
    },
    "mismatched-type": {
      "status": 400,
      "body": {
        "code": "400",
        "result": "false",
        "message": "Mismatch type int64 with value string at data_id"
      }
    },
    "data-missing": {
      "status": 400,
      "body": {
        "code": "400",
        "result": "false",
        "message": "timeseries data expected []any, got <nil>"
      }
    },
    "data-empty": {
      "status": 400,
      "body": {
        "code": "400",
        "result": "false",
        "message": "timeseries data cannot be empty"
      }
    },
    "item-type": {
      "status": 400,
      "body": {
        "code": "400",
        "result": "false",
        "message": "timeseries each item expected map[string]any type, got string"
      }
    },
    "metrics-missing": {
      "status": 400,
      "body": {
        "code": "400",
        "result": "false",
        "message": "metrics missing"
      }
    },
    "metrics-type": {
      "status": 400,
      "body": {
        "code": "400",
        "result": "false",
        "message": "metrics expected map[string]any type, got string"
      }
    },
    "metrics-empty": {
      "status": 400,
      "body": {
        "code": "400",
        "result": "false",
        "message": "metrics cannot be empty"
      }
    },
    "invalid-name": {
      "status": 400,
      "body": {
        "code": "400",
        "result": "false",
        "message": "name 'a-b' required match regex [^[a-zA-Z_][a-zA-Z0-9_]*$]"
      }
    },
    "forbidden-name": {
      "status": 400,
      "body": {
        "code": "400",
        "result": "false",
        "message": "name '__proto__' is not allowed"
      }
    },
    "metric-value": {
      "status": 400,
      "body": {
        "code": "400",
        "result": "false",
        "message": "value expected float64 type, got string"
      }
    },
    "target-missing": {
      "status": 400,
      "body": {
        "code": "400",
        "result": "false",
        "message": "target missing"
      }
    },
    "target-type": {
      "status": 400,
      "body": {
        "code": "400",
        "result": "false",
        "message": "target expected string type, got float64"
      }
    },
    "target-empty": {
      "status": 400,
      "body": {
        "code": "400",
        "result": "false",
        "message": "target cannot be empty"
      }
    },
    "event-name-missing": {
      "status": 400,
      "body": {
        "code": "400",
        "result": "false",
        "message": "event_name missing"
      }
    },
    "event-name-type": {
      "status": 400,
      "body": {
        "code": "400",
        "result": "false",
        "message": "eventName expected string type, got float64"
      }
    },
    "event-name-too-long": {
      "status": 400,
      "body": {
        "code": "400",
        "result": "false",
        "message": "event_name longer than 128 characters, got 300"
      }
    },
    "event-missing": {
      "status": 400,
      "body": {
        "code": "400",
        "result": "false",
        "message": "event missing"
      }
    },
    "event-type": {
      "status": 400,
      "body": {
        "code": "400",
        "result": "false",
        "message": "event expected map[string]any type, got string"
      }
    },
    "event-content-missing": {
      "status": 400,
      "body": {
        "code": "400",
        "result": "false",
        "message": "event.content missing"
      }
    },
    "event-content-type": {
      "status": 400,
      "body": {
        "code": "400",
        "result": "false",
        "message": "event.content expected string type, got float64"
      }
    },
    "dimension-type": {
      "status": 400,
      "body": {
        "code": "400",
        "result": "false",
        "message": "dimension expected map[string]any type, got <nil>"
      }
    },
    "dimension-value": {
      "status": 400,
      "body": {
        "code": "400",
        "result": "false",
        "message": "dimension 'bk_cloud_id' value expected string type, got float64"
      }
    },
    "timestamp-type": {
      "status": 400,
      "body": {
        "code": "400",
        "result": "false",
        "message": "timestamp expected float64 type, got string"
      }
    },
    "timestamp-future": {
      "status": 400,
      "body": {
        "code": "400",
        "result": "false",
        "message": "reject future timestamp, dataTs=1795229419, serverTs=1795222219, offset=3600(s)"
      }
    },
    "invalid-token": {
      "status": 401,
      "body": {
        "code": "401",
        "result": "false",
        "message": "reject invalid token: 1500101/nope"
      }
    },
    "empty-token": {
      "status": 401,
      "body": {
        "code": "401",
        "result": "false",
        "message": "reject empty token"
      }
    },
    "method-not-allowed": {
      "status": 405,
      "body": {
        "code": "405",
        "result": "false",
        "message": "method GET not allowed"
      }
    },
    "body-too-large": {
      "status": 413,
      "body": {
        "code": "413",
        "result": "false",
        "message": "request body larger than 512000 bytes"
      }
    },
    "rate-limited": {
      "status": 429,
      "body": {
        "code": "429",
        "result": "false",
        "message": "ratelimiter rejected the request, token [dev-metric-2f7c9a0e4b6d4c51] max qps allowed: 16.666667"
      }
    },
    "internal-error": {
      "status": 500,
      "body": {
        "code": "500",
        "result": "false",
        "message": "internal error"
      }
    }
  }
} as const;
