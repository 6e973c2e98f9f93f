// Generated from spec/ by `npm run generate`. Do not edit.

/**
 * Lists an example of each response, by operation and reason code.
 *
 * @example
 * ```js
 * import { responses } from '@pushspec/contract/cloudmonitor-rpc/responses';
 *
 * console.log(responses.putCustomEvent.accepted.status);
 * ```
 * ```text
 * 200
 * ```
 */
const putCustomEventResponses = {
  "accepted": {
    "status": 200,
    "body": {
      "Code": "200",
      "Message": "success",
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7"
    }
  },
  "masked-failure": {
    "status": 200,
    "body": {
      "Code": "500",
      "Message": "The request processing has failed due to some unknown error.",
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7"
    }
  },
  "bad-request": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "400",
      "Message": "Bad Request",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "action-missing": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "MissingAction",
      "Message": "Action is mandatory for this action.",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "version-missing": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "MissingVersion",
      "Message": "Version is mandatory for this action.",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "invalid-version": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "InvalidVersion",
      "Message": "Specified parameter Version is not valid.",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "unsupported-method": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "UnsupportedHTTPMethod",
      "Message": "This http method is not supported.",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "access-key-missing": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "MissingAccessKeyId",
      "Message": "AccessKeyId is mandatory for this action.",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "signature-missing": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "MissingSignature",
      "Message": "Signature is mandatory for this action.",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "signature-method-missing": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "MissingSignatureMethod",
      "Message": "SignatureMethod is mandatory for this action.",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "invalid-signature-method": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "InvalidSignatureMethod",
      "Message": "Specified signature method is not valid.",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "signature-version-missing": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "MissingSignatureVersion",
      "Message": "SignatureVersion is mandatory for this action.",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "invalid-signature-version": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "InvalidSignatureVersion",
      "Message": "Specified parameter SignatureVersion is not valid.",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "authorization-malformed": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "IncompleteSignature",
      "Message": "The request signature does not conform to Aliyun standards.",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "timestamp-missing": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "MissingTimestamp",
      "Message": "Timestamp is mandatory for this action.",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "timestamp-format": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "InvalidTimeStamp.Format",
      "Message": "Specified time stamp or date value is not well formatted.",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "timestamp-expired": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "InvalidTimeStamp.Expired",
      "Message": "Specified time stamp or date value is expired.",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "nonce-missing": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "MissingSignatureNonce",
      "Message": "SignatureNonce is mandatory for this action.",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "nonce-used": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "SignatureNonceUsed",
      "Message": "Specified signature nonce was used already.",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "digest-missing": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "MissingContentSha256",
      "Message": "x-acs-content-sha256 is mandatory for this action.",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "signature-mismatch": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "SignatureDoesNotMatch",
      "Message": "Specified signature is not matched with our calculation. server string to sign is:POST&%2F&AccessKeyId%3DtestKeyId%26Action%3DPutCustomEvent",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "acs3-signature-mismatch": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "SignatureDoesNotMatch",
      "Message": "Specified signature does not match our calculation. server StringToSign is [ACS3-HMAC-SHA256\ne0749bb64dc55debff13665ed040c8180316cb9784a025d836a9d78b0a0fbe80]",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "security-token-missing": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "MissingSecurityToken",
      "Message": "SecurityToken is mandatory for this action.",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "security-token-mismatch": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "InvalidSecurityToken.MismatchWithAccessKey",
      "Message": "Specified SecurityToken mismatch with the AccessKey.",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "rate-limited": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "Throttling.User",
      "Message": "Request was denied due to user flow control.",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "too-large": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "400",
      "Message": "the values of the parameters have more than 512000 bytes",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "malformed-parameters": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "InvalidParameter",
      "Message": "the parameter EventInfo.1.Content is malformed",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "repeated-parameter": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "InvalidParameter",
      "Message": "the parameter EventInfo.1.Content is sent more than once",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "list-index": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "InvalidParameter",
      "Message": "the parameter EventInfo.0.Content has no valid index: lists start at 1, without leading zeros",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "list-gap": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "InvalidParameter",
      "Message": "the list has a gap: there is no EventInfo.2",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "media-type": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "InvalidParameter",
      "Message": "Content-Type must be application/x-www-form-urlencoded, got application/json",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "malformed-json": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "400",
      "Message": "EventInfo is not valid JSON: invalid char at byte 1",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "too-deep": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "400",
      "Message": "EventInfo is nested deeper than 512 levels",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "no-events": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "400",
      "Message": "the request has no event: EventInfo is missing or empty",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "not-a-list": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "400",
      "Message": "EventInfo must be a list of events, got string",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "too-many-events": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "400",
      "Message": "a request takes at most 50 events, got 51",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "event-type": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "400",
      "Message": "an event must be an object, got string (at EventInfo.1)",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "name-missing": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "400",
      "Message": "the event has no name: EventName is required (at EventInfo.1.EventName)",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "name-type": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "400",
      "Message": "the name of an event must be a string, got null (at EventInfo.0.name)",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "name-blank": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "400",
      "Message": "the name of an event must not be blank (at EventInfo.1.EventName)",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "content-missing": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "400",
      "Message": "the event has no content: Content is required (at EventInfo.1.Content)",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "content-type": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "400",
      "Message": "the content of an event must be a string, got object (at EventInfo.0.content)",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "group-id": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "400",
      "Message": "the group must be a string of digits, got \"web\" (at EventInfo.1.GroupId)",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "time-format": {
    "status": 400,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "400",
      "Message": "the time must look like 20171013T170923.456+0800 or be 13 digits of milliseconds, got 2017-10-13T17:09:23Z (at EventInfo.1.Time)",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "forbidden": {
    "status": 403,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "Forbidden.RAM",
      "Message": "User not authorized to operate on the specified resource, or this API doesn't support RAM.",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "unknown-action": {
    "status": 404,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "InvalidAction.NotFound",
      "Message": "Specified api is not found, please check your url and method.",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "unknown-access-key": {
    "status": 404,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "InvalidAccessKeyId.NotFound",
      "Message": "Specified access key is not found.",
      "Recommend": "https://error-center.aliyun.com/"
    }
  },
  "internal-error": {
    "status": 500,
    "body": {
      "RequestId": "131DD9C8-9A32-4428-AD2E-4E3013B6E3A7",
      "HostId": "metrics.cn-hangzhou.aliyuncs.com",
      "Code": "InternalError",
      "Message": "The request processing has failed due to some unknown error.",
      "Recommend": "https://error-center.aliyun.com/"
    }
  }
} as const;

export const responses = {
  "putCustomEvent": putCustomEventResponses,
  "putEvent": putCustomEventResponses
} as const;
