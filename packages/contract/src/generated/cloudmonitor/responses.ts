// Generated from spec/ by `npm run generate`. Do not edit.

/**
 * Lists an example of each response, by operation and reason code.
 *
 * @example
 * ```js
 * import { responses } from '@pushspec/contract/cloudmonitor/responses';
 *
 * console.log(responses.uploadCustomEvents.accepted.status);
 * ```
 * ```text
 * 200
 * ```
 */
export const responses = {
  "uploadCustomEvents": {
    "accepted": {
      "status": 200,
      "body": {
        "code": "200",
        "msg": ""
      }
    },
    "masked-failure": {
      "status": 200,
      "body": {
        "code": "500",
        "msg": "internal error"
      }
    },
    "bad-request": {
      "status": 400,
      "body": {
        "code": "400",
        "msg": "invalid request"
      }
    },
    "body-too-large": {
      "status": 400,
      "body": {
        "code": "400",
        "msg": "the request body is larger than 512000 bytes"
      }
    },
    "date-missing": {
      "status": 400,
      "body": {
        "code": "400",
        "msg": "the Date header is missing"
      }
    },
    "date-invalid": {
      "status": 400,
      "body": {
        "code": "400",
        "msg": "the Date header must look like Mon, 23 Oct 2017 06:51:11 GMT, got 2017-10-23T06:51:11Z"
      }
    },
    "content-md5-missing": {
      "status": 400,
      "body": {
        "code": "400",
        "msg": "the Content-MD5 header is missing"
      }
    },
    "media-type": {
      "status": 400,
      "body": {
        "code": "400",
        "msg": "Content-Type must be application/json, got application/json; charset=utf-8"
      }
    },
    "empty-body": {
      "status": 400,
      "body": {
        "code": "400",
        "msg": "the request body is empty"
      }
    },
    "invalid-utf8": {
      "status": 400,
      "body": {
        "code": "400",
        "msg": "invalid UTF-8 at byte 57"
      }
    },
    "malformed-json": {
      "status": 400,
      "body": {
        "code": "400",
        "msg": "invalid JSON at index 1: invalid char"
      }
    },
    "too-deep": {
      "status": 400,
      "body": {
        "code": "400",
        "msg": "the request body is nested deeper than 512 levels"
      }
    },
    "signature-algorithm": {
      "status": 400,
      "body": {
        "code": "400",
        "msg": "x-cms-signature must be hmac-sha1"
      }
    },
    "api-version": {
      "status": 400,
      "body": {
        "code": "400",
        "msg": "x-cms-api-version must be 1.0"
      }
    },
    "ip-missing": {
      "status": 400,
      "body": {
        "code": "400",
        "msg": "the x-cms-ip header is missing or empty"
      }
    },
    "not-an-array": {
      "status": 400,
      "body": {
        "code": "400",
        "msg": "the request body must be an array of events, got object"
      }
    },
    "no-events": {
      "status": 400,
      "body": {
        "code": "400",
        "msg": "the request body holds no event"
      }
    },
    "too-many-events": {
      "status": 400,
      "body": {
        "code": "400",
        "msg": "a request takes at most 100 events, got 101"
      }
    },
    "event-type": {
      "status": 400,
      "body": {
        "code": "400",
        "msg": "an event must be an object, got string (at 0)"
      }
    },
    "name-missing": {
      "status": 400,
      "body": {
        "code": "400",
        "msg": "name is required (at 0.name)"
      }
    },
    "name-type": {
      "status": 400,
      "body": {
        "code": "400",
        "msg": "name must be a string, got null (at 0.name)"
      }
    },
    "name-blank": {
      "status": 400,
      "body": {
        "code": "400",
        "msg": "name must not be blank (at 0.name)"
      }
    },
    "content-missing": {
      "status": 400,
      "body": {
        "code": "400",
        "msg": "content is required (at 0.content)"
      }
    },
    "content-not-string": {
      "status": 400,
      "body": {
        "code": "400",
        "msg": "content must be a string, got object (at 0.content)"
      }
    },
    "group-id": {
      "status": 400,
      "body": {
        "code": "400",
        "msg": "groupId must be the number of an application group, got -1, below the minimum of 0 (at 0.groupId)"
      }
    },
    "time-format": {
      "status": 400,
      "body": {
        "code": "400",
        "msg": "time must look like 20171023T144439.948+0800, got 2017-10-23T14:44:39Z (at 0.time)"
      }
    },
    "field-type": {
      "status": 400,
      "body": {
        "code": "400",
        "msg": "regionId must be a string, got number (at 0.regionId)"
      }
    },
    "forbidden": {
      "status": 403,
      "body": {
        "code": "403",
        "msg": "forbidden"
      }
    },
    "authorization-missing": {
      "status": 403,
      "body": {
        "code": "403",
        "msg": "the Authorization header is missing"
      }
    },
    "authorization-malformed": {
      "status": 403,
      "body": {
        "code": "403",
        "msg": "the Authorization header must be AccessKeyId:Signature"
      }
    },
    "unknown-access-key": {
      "status": 403,
      "body": {
        "code": "403",
        "msg": "the AccessKeyId is not known"
      }
    },
    "signature-mismatch": {
      "status": 403,
      "body": {
        "code": "403",
        "msg": "the signature does not fit the request"
      }
    },
    "date-skewed": {
      "status": 403,
      "body": {
        "code": "403",
        "msg": "the Date header is 3600 s from the time of the service, at most 900 s are allowed"
      }
    },
    "content-md5-mismatch": {
      "status": 403,
      "body": {
        "code": "403",
        "msg": "the Content-MD5 header is not the MD5 of the 88 bytes received, in upper-case hexadecimal digits"
      }
    },
    "security-token-missing": {
      "status": 403,
      "body": {
        "code": "403",
        "msg": "the x-cms-security-token header is missing, and a temporary access key needs it"
      }
    },
    "security-token-mismatch": {
      "status": 403,
      "body": {
        "code": "403",
        "msg": "the x-cms-security-token header does not belong to the access key"
      }
    },
    "unauthorized": {
      "status": 403,
      "body": {
        "code": "403",
        "msg": "cannot upload event, please use ram to auth"
      }
    },
    "rate-limited": {
      "status": 403,
      "body": {
        "code": "403",
        "msg": "rate limit exceeded: at most 20 requests in 1 s per account"
      }
    },
    "unknown-path": {
      "status": 404,
      "body": {
        "code": "404",
        "msg": "there is nothing at this path"
      }
    },
    "method-not-allowed": {
      "status": 405,
      "body": {
        "code": "405",
        "msg": "method GET not allowed"
      }
    },
    "internal-error": {
      "status": 500,
      "body": {
        "code": "500",
        "msg": "internal error"
      }
    }
  }
} as const;
