// Generated from spec/ by `npm run generate`. Do not edit.

/**
 * Lists the reasons that a response can have, by code.
 *
 * @example
 * ```js
 * import { wireReasons } from '@pushspec/contract/cloudmonitor/wire-reasons';
 *
 * console.log(wireReasons['bad-request'].status);
 * ```
 * ```text
 * 400
 * ```
 */
import type { WireReason } from '../../reasons.ts';

export const wireReasons = {
  "bad-request": {
    "status": 400,
    "general": true,
    "message": "invalid request",
    "fix": "Compare the headers and the body with the contract."
  },
  "body-too-large": {
    "status": 400,
    "message": "the request body is larger than {limit} bytes",
    "fix": "Split the events across several smaller requests."
  },
  "date-missing": {
    "status": 400,
    "message": "the Date header is missing",
    "fix": "Send the `Date` header, and sign exactly the value that you send."
  },
  "date-invalid": {
    "status": 400,
    "message": "the Date header must look like Mon, 23 Oct 2017 06:51:11 GMT, got {value}",
    "fix": "Write the time in RFC 1123 format, in English and in GMT, not as ISO 8601 and not in another time zone."
  },
  "content-md5-missing": {
    "status": 400,
    "message": "the Content-MD5 header is missing",
    "fix": "Send the MD5 of the bytes of the body as 32 uppercase hexadecimal digits, and sign it."
  },
  "media-type": {
    "status": 400,
    "message": "Content-Type must be application/json, got {got}",
    "fix": "Send `Content-Type: application/json`, and keep your HTTP library from adding a charset."
  },
  "empty-body": {
    "status": 400,
    "message": "the request body is empty",
    "fix": "Send a JSON array with at least one event."
  },
  "invalid-utf8": {
    "status": 400,
    "message": "invalid UTF-8 at byte {index}",
    "fix": "Encode the body as UTF-8 and do not compress it."
  },
  "malformed-json": {
    "status": 400,
    "message": "invalid JSON at index {index}: {detail}",
    "fix": "Send one valid JSON array, without comments, and make sure that Content-Length counts bytes and not characters."
  },
  "too-deep": {
    "status": 400,
    "message": "the request body is nested deeper than {limit} levels",
    "fix": "Put nested details into `content` as a JSON string.",
    "aboutItem": true
  },
  "signature-algorithm": {
    "status": 400,
    "message": "x-cms-signature must be hmac-sha1",
    "fix": "Send `x-cms-signature: hmac-sha1`. There is no other algorithm."
  },
  "api-version": {
    "status": 400,
    "message": "x-cms-api-version must be 1.0",
    "fix": "Send `x-cms-api-version: 1.0`."
  },
  "ip-missing": {
    "status": 400,
    "message": "the x-cms-ip header is missing or empty",
    "fix": "Send the IP address of the reporting machine as `x-cms-ip`, or `N/A`, and sign it."
  },
  "not-an-array": {
    "status": 400,
    "message": "the request body must be an array of events, got {got}",
    "fix": "Put the events into an array, even if there is only one."
  },
  "no-events": {
    "status": 400,
    "message": "the request body holds no event",
    "fix": "Send at least one event. If there is nothing to report, skip the request."
  },
  "too-many-events": {
    "status": 400,
    "message": "a request takes at most {limit} events, got {length}",
    "fix": "Split the events across several requests."
  },
  "event-type": {
    "status": 400,
    "message": "an event must be an object, got {got} (at {path})",
    "fix": "Make every element of the array an object with `name` and `content`.",
    "aboutItem": true
  },
  "name-missing": {
    "status": 400,
    "message": "name is required (at {path})",
    "fix": "Give each event a `name`.",
    "aboutItem": true
  },
  "name-type": {
    "status": 400,
    "message": "name must be a string, got {got} (at {path})",
    "fix": "Send `name` as a string. It must not be null.",
    "aboutItem": true
  },
  "name-blank": {
    "status": 400,
    "message": "name must not be blank (at {path})",
    "fix": "Give the event a name with at least one character that is not whitespace.",
    "aboutItem": true
  },
  "content-missing": {
    "status": 400,
    "message": "content is required (at {path})",
    "fix": "Describe what happened in `content`.",
    "aboutItem": true
  },
  "content-not-string": {
    "status": 400,
    "message": "content must be a string, got {got} (at {path})",
    "fix": "Send `content` as a string. Serialize an object to JSON.",
    "aboutItem": true
  },
  "group-id": {
    "status": 400,
    "message": "groupId must be the number of an application group, got {got} (at {path})",
    "fix": "Send a whole number that is not negative, or omit `groupId`. It must not be null.",
    "aboutItem": true
  },
  "time-format": {
    "status": 400,
    "message": "time must look like 20171023T144439.948+0800, got {value} (at {path})",
    "fix": "Write the time as yyyyMMddTHHmmss.SSS with an offset such as +0800, or omit it to use the time of receipt.",
    "aboutItem": true
  },
  "field-type": {
    "status": 400,
    "message": "{field} must be a string, got {got} (at {path})",
    "fix": "Send the property as a string, or omit it.",
    "aboutItem": true
  },
  "forbidden": {
    "status": 403,
    "general": true,
    "message": "forbidden",
    "fix": "Read `msg`. Then check the key, the signature and the clock, the permission of the RAM user, and the rate, in this order."
  },
  "authorization-missing": {
    "status": 403,
    "message": "the Authorization header is missing",
    "fix": "Sign the request and send `Authorization: AccessKeyId:Signature`."
  },
  "authorization-malformed": {
    "status": 403,
    "message": "the Authorization header must be AccessKeyId:Signature",
    "fix": "Send the AccessKeyId, a colon and the signature, without a scheme such as `acs` before them, and never the secret."
  },
  "unknown-access-key": {
    "status": 403,
    "message": "the AccessKeyId is not known",
    "fix": "Use the AccessKeyId of an enabled key, and do not mix it up with the AccessKeySecret."
  },
  "signature-mismatch": {
    "status": 403,
    "message": "the signature does not fit the request",
    "fix": "Check the secret of the access key. Sign the method, the path and the headers exactly as they are sent, and write the signature as 40 uppercase hexadecimal digits, not in base64."
  },
  "date-skewed": {
    "status": 403,
    "message": "the Date header is {seconds} s from the time of the service, at most {limit} s are allowed",
    "fix": "Check the clock of the sending machine, write `Date` in GMT, and sign each attempt again."
  },
  "content-md5-mismatch": {
    "status": 403,
    "message": "the Content-MD5 header is not the MD5 of the {size} bytes received, in upper-case hexadecimal digits",
    "fix": "Compute the MD5 of exactly the bytes that you send, as 32 uppercase hexadecimal digits and not in base64. Content-Length must count bytes."
  },
  "security-token-missing": {
    "status": 403,
    "message": "the x-cms-security-token header is missing, and a temporary access key needs it",
    "fix": "Send the token that was issued with the temporary key, and sign it. Send `x-cms-caller-type: token` too."
  },
  "security-token-mismatch": {
    "status": 403,
    "message": "the x-cms-security-token header does not belong to the access key",
    "fix": "Send the token that was issued with the temporary key. Send no token with a permanent key."
  },
  "unauthorized": {
    "status": 403,
    "contains": "use ram to auth",
    "message": "cannot upload event, please use ram to auth",
    "fix": "Grant the RAM user the policy `AliyunCloudMonitorFullAccess`, or one that allows `cms:PutCustomEvent`."
  },
  "rate-limited": {
    "status": 403,
    "contains": "rate limit",
    "message": "rate limit exceeded: at most {requests} requests in {windowSeconds} s per account",
    "retryable": true,
    "fix": "Wait a second and try again. All keys of the account share the limit, so put more events into each request."
  },
  "unknown-path": {
    "status": 404,
    "general": true,
    "message": "there is nothing at this path",
    "fix": "Use /event/custom/upload without a trailing slash. Metrics use another call, which this contract does not cover."
  },
  "method-not-allowed": {
    "status": 405,
    "general": true,
    "message": "method {method} not allowed",
    "fix": "Use POST, and sign the request with this method."
  },
  "internal-error": {
    "status": 500,
    "general": true,
    "message": "internal error",
    "retryable": true,
    "fix": "Try again later. The events may have been accepted anyway."
  },
  "masked-failure": {
    "message": "the HTTP status is 200, but the response body says {code}: {msg}",
    "fix": "Read `code` and `msg` of the response. Only the code 200 means that the events were accepted."
  }
} as const satisfies Record<string, WireReason>;

export type WireReasonCode = keyof typeof wireReasons;
