// Generated from spec/ by `npm run generate`. Do not edit.

import type { Reason } from '../../../reasons.ts';

export const reasons = {
  "bad-request": {
    "outcome": "rejected",
    "status": 400,
    "general": true,
    "message": "invalid request",
    "provenance": "assumed",
    "source": {
      "title": "Our own choice where no source says anything; see NOTES.md",
      "read": "2026-11-21"
    },
    "note": 20,
    "retryable": false,
    "fix": "Compare the headers and the body with the contract."
  },
  "body-too-large": {
    "outcome": "rejected",
    "status": 400,
    "message": "the request body is larger than {limit} bytes",
    "provenance": "assumed",
    "source": {
      "title": "Alibaba Cloud help, CloudMonitor: overview of custom events, with its limits",
      "url": "https://www.alibabacloud.com/help/doc-detail/60196.htm",
      "read": "2026-11-21"
    },
    "note": 9,
    "retryable": false,
    "fix": "Spread the events over several smaller requests."
  },
  "date-missing": {
    "outcome": "rejected",
    "status": 400,
    "message": "the Date header is missing",
    "provenance": "assumed",
    "source": {
      "title": "Alibaba Cloud help, CloudMonitor: report custom events by sending an HTTP request (11 November 2025)",
      "url": "https://www.alibabacloud.com/help/en/cloudmonitor/latest/report-custom-events-by-sending-an-http-request",
      "read": "2026-11-21"
    },
    "note": 15,
    "retryable": false,
    "fix": "Send the `Date` header, and sign the very text that is sent."
  },
  "date-invalid": {
    "outcome": "rejected",
    "status": 400,
    "message": "the Date header must look like Mon, 23 Oct 2017 06:51:11 GMT, got {value}",
    "provenance": "assumed",
    "source": {
      "title": "Alibaba Cloud help, CloudMonitor: report custom events by sending an HTTP request (11 November 2025)",
      "url": "https://www.alibabacloud.com/help/en/cloudmonitor/latest/report-custom-events-by-sending-an-http-request",
      "read": "2026-11-21"
    },
    "note": 15,
    "retryable": false,
    "fix": "Write the time as RFC 1123 does, in English and in GMT, not as ISO 8601 and not with the name of another zone."
  },
  "content-md5-missing": {
    "outcome": "rejected",
    "status": 400,
    "message": "the Content-MD5 header is missing",
    "provenance": "assumed",
    "source": {
      "title": "Alibaba Cloud help, CloudMonitor: report custom events by sending an HTTP request (11 November 2025)",
      "url": "https://www.alibabacloud.com/help/en/cloudmonitor/latest/report-custom-events-by-sending-an-http-request",
      "read": "2026-11-21"
    },
    "note": 13,
    "retryable": false,
    "fix": "Send the MD5 of the bytes of the body as 32 hexadecimal digits in upper case, and sign it."
  },
  "media-type": {
    "outcome": "rejected",
    "status": 400,
    "message": "Content-Type must be application/json, got {got}",
    "provenance": "assumed",
    "source": {
      "title": "Alibaba Cloud help, CloudMonitor: report custom events by sending an HTTP request (11 November 2025)",
      "url": "https://www.alibabacloud.com/help/en/cloudmonitor/latest/report-custom-events-by-sending-an-http-request",
      "read": "2026-11-21"
    },
    "note": 14,
    "retryable": false,
    "fix": "Send `Content-Type: application/json`, and keep your HTTP library from adding a charset."
  },
  "empty-body": {
    "outcome": "rejected",
    "status": 400,
    "message": "the request body is empty",
    "provenance": "assumed",
    "source": {
      "title": "Alibaba Cloud help, CloudMonitor: report custom events by sending an HTTP request (11 November 2025)",
      "url": "https://www.alibabacloud.com/help/en/cloudmonitor/latest/report-custom-events-by-sending-an-http-request",
      "read": "2026-11-21"
    },
    "note": 20,
    "retryable": false,
    "fix": "Send a JSON array with at least one event."
  },
  "invalid-utf8": {
    "outcome": "rejected",
    "status": 400,
    "message": "invalid UTF-8 at byte {index}",
    "provenance": "assumed",
    "source": {
      "title": "Our own choice where no source says anything; see NOTES.md",
      "read": "2026-11-21"
    },
    "note": 21,
    "retryable": false,
    "fix": "Encode the body as UTF-8 and do not compress it."
  },
  "malformed-json": {
    "outcome": "rejected",
    "status": 400,
    "message": "invalid JSON at index {index}: {detail}",
    "provenance": "assumed",
    "source": {
      "title": "Alibaba Cloud help, CloudMonitor: report custom events by sending an HTTP request (11 November 2025)",
      "url": "https://www.alibabacloud.com/help/en/cloudmonitor/latest/report-custom-events-by-sending-an-http-request",
      "read": "2026-11-21"
    },
    "note": 21,
    "retryable": false,
    "fix": "Send one valid JSON array, without comments, and make sure that Content-Length counts bytes and not characters."
  },
  "too-deep": {
    "outcome": "rejected",
    "status": 400,
    "message": "the request body is nested deeper than {limit} levels",
    "provenance": "assumed",
    "source": {
      "title": "Our own choice where no source says anything; see NOTES.md",
      "read": "2026-11-21"
    },
    "note": 21,
    "retryable": false,
    "fix": "Put nested details as JSON text into `content`."
  },
  "signature-algorithm": {
    "outcome": "rejected",
    "status": 400,
    "message": "x-cms-signature must be hmac-sha1",
    "provenance": "assumed",
    "source": {
      "title": "Alibaba Cloud help, CloudMonitor: report custom events by sending an HTTP request (11 November 2025)",
      "url": "https://www.alibabacloud.com/help/en/cloudmonitor/latest/report-custom-events-by-sending-an-http-request",
      "read": "2026-11-21"
    },
    "note": 16,
    "retryable": false,
    "fix": "Send `x-cms-signature: hmac-sha1`; there is no other algorithm."
  },
  "api-version": {
    "outcome": "rejected",
    "status": 400,
    "message": "x-cms-api-version must be 1.0",
    "provenance": "assumed",
    "source": {
      "title": "Alibaba Cloud help, CloudMonitor: report custom events by sending an HTTP request (11 November 2025)",
      "url": "https://www.alibabacloud.com/help/en/cloudmonitor/latest/report-custom-events-by-sending-an-http-request",
      "read": "2026-11-21"
    },
    "note": 16,
    "retryable": false,
    "fix": "Send `x-cms-api-version: 1.0`."
  },
  "ip-missing": {
    "outcome": "rejected",
    "status": 400,
    "message": "the x-cms-ip header is missing or empty",
    "provenance": "assumed",
    "source": {
      "title": "Alibaba Cloud help, CloudMonitor: report custom events by sending an HTTP request (11 November 2025)",
      "url": "https://www.alibabacloud.com/help/en/cloudmonitor/latest/report-custom-events-by-sending-an-http-request",
      "read": "2026-11-21"
    },
    "note": 16,
    "retryable": false,
    "fix": "Send the IP address of the reporting machine as `x-cms-ip`, or `N/A`, and sign it."
  },
  "not-an-array": {
    "outcome": "rejected",
    "status": 400,
    "message": "the request body must be an array of events, got {got}",
    "provenance": "assumed",
    "source": {
      "title": "Alibaba Cloud help, CloudMonitor: report custom events by sending an HTTP request (11 November 2025)",
      "url": "https://www.alibabacloud.com/help/en/cloudmonitor/latest/report-custom-events-by-sending-an-http-request",
      "read": "2026-11-21"
    },
    "note": 8,
    "retryable": false,
    "fix": "Put the events into an array, also when there is one only."
  },
  "no-events": {
    "outcome": "rejected",
    "status": 400,
    "message": "the request body holds no event",
    "provenance": "assumed",
    "source": {
      "title": "Our own choice where no source says anything; see NOTES.md",
      "read": "2026-11-21"
    },
    "note": 8,
    "retryable": false,
    "fix": "Send at least one event; skip the request when there is nothing to report."
  },
  "too-many-events": {
    "outcome": "rejected",
    "status": 400,
    "message": "a request takes at most {limit} events, got {length}",
    "provenance": "assumed",
    "source": {
      "title": "Alibaba Cloud help, CloudMonitor: overview of custom events, with its limits",
      "url": "https://www.alibabacloud.com/help/doc-detail/60196.htm",
      "read": "2026-11-21"
    },
    "note": 8,
    "retryable": false,
    "fix": "Spread the events over several requests."
  },
  "event-type": {
    "outcome": "rejected",
    "status": 400,
    "message": "an event must be an object, got {got} (at {path})",
    "provenance": "assumed",
    "source": {
      "title": "Alibaba Cloud help, CloudMonitor: report custom events by sending an HTTP request (11 November 2025)",
      "url": "https://www.alibabacloud.com/help/en/cloudmonitor/latest/report-custom-events-by-sending-an-http-request",
      "read": "2026-11-21"
    },
    "note": 20,
    "retryable": false,
    "fix": "Make every element of the array an object with `name` and `content`."
  },
  "name-missing": {
    "outcome": "rejected",
    "status": 400,
    "message": "name is required (at {path})",
    "provenance": "assumed",
    "source": {
      "title": "Alibaba Cloud help, CloudMonitor: report custom events by sending an HTTP request (11 November 2025)",
      "url": "https://www.alibabacloud.com/help/en/cloudmonitor/latest/report-custom-events-by-sending-an-http-request",
      "read": "2026-11-21"
    },
    "note": 6,
    "retryable": false,
    "fix": "Give each event a `name`."
  },
  "name-type": {
    "outcome": "rejected",
    "status": 400,
    "message": "name must be a string, got {got} (at {path})",
    "provenance": "assumed",
    "source": {
      "title": "Alibaba Cloud help, CloudMonitor: report custom events by sending an HTTP request (11 November 2025)",
      "url": "https://www.alibabacloud.com/help/en/cloudmonitor/latest/report-custom-events-by-sending-an-http-request",
      "read": "2026-11-21"
    },
    "note": 6,
    "retryable": false,
    "fix": "Send `name` as a string; null is refused."
  },
  "name-blank": {
    "outcome": "rejected",
    "status": 400,
    "message": "name must not be blank (at {path})",
    "provenance": "assumed",
    "source": {
      "title": "aliyun-cms-java-sdk at 53692bb1 (0.1.8) and 8655f7be (0.1.2), the official SDK, run against a recording server",
      "url": "https://github.com/aliyun/aliyun-cms-java-sdk",
      "read": "2026-11-21"
    },
    "note": 6,
    "retryable": false,
    "fix": "Give the event a name of at least one character that is not blank."
  },
  "content-missing": {
    "outcome": "rejected",
    "status": 400,
    "message": "content is required (at {path})",
    "provenance": "assumed",
    "source": {
      "title": "Alibaba Cloud help, CloudMonitor: report custom events by sending an HTTP request (11 November 2025)",
      "url": "https://www.alibabacloud.com/help/en/cloudmonitor/latest/report-custom-events-by-sending-an-http-request",
      "read": "2026-11-21"
    },
    "note": 6,
    "retryable": false,
    "fix": "Put what happened into `content`."
  },
  "content-not-string": {
    "outcome": "rejected",
    "status": 400,
    "message": "content must be a string, got {got} (at {path})",
    "provenance": "assumed",
    "source": {
      "title": "Alibaba Cloud help, CloudMonitor: report custom events by sending an HTTP request (11 November 2025)",
      "url": "https://www.alibabacloud.com/help/en/cloudmonitor/latest/report-custom-events-by-sending-an-http-request",
      "read": "2026-11-21"
    },
    "note": 6,
    "retryable": false,
    "fix": "Send `content` as a string; write an object as JSON text into it."
  },
  "group-id": {
    "outcome": "rejected",
    "status": 400,
    "message": "groupId must be the number of an application group, got {got} (at {path})",
    "provenance": "assumed",
    "source": {
      "title": "Alibaba Cloud help, CloudMonitor: report custom events by sending an HTTP request (11 November 2025)",
      "url": "https://www.alibabacloud.com/help/en/cloudmonitor/latest/report-custom-events-by-sending-an-http-request",
      "read": "2026-11-21"
    },
    "note": 4,
    "retryable": false,
    "fix": "Send a whole number that is not negative, or leave `groupId` out; null is refused."
  },
  "time-format": {
    "outcome": "rejected",
    "status": 400,
    "message": "time must look like 20171023T144439.948+0800 or be 13 digits of milliseconds, got {value} (at {path})",
    "provenance": "assumed",
    "source": {
      "title": "Alibaba Cloud help, CloudMonitor: report custom events by sending an HTTP request (11 November 2025)",
      "url": "https://www.alibabacloud.com/help/en/cloudmonitor/latest/report-custom-events-by-sending-an-http-request",
      "read": "2026-11-21"
    },
    "note": 5,
    "retryable": false,
    "fix": "Write the time as yyyyMMddTHHmmss.SSS with an offset such as +0800; a number is in milliseconds, so multiply seconds by 1000."
  },
  "field-type": {
    "outcome": "rejected",
    "status": 400,
    "message": "{field} must be a string, got {got} (at {path})",
    "provenance": "assumed",
    "source": {
      "title": "aliyun-cms-java-sdk at 53692bb1 (0.1.8) and 8655f7be (0.1.2), the official SDK, run against a recording server",
      "url": "https://github.com/aliyun/aliyun-cms-java-sdk",
      "read": "2026-11-21"
    },
    "note": 7,
    "retryable": false,
    "fix": "Send the member as a string, or leave it out."
  },
  "forbidden": {
    "outcome": "rejected",
    "status": 403,
    "general": true,
    "message": "forbidden",
    "provenance": "documented",
    "source": {
      "title": "AlibabaCloudDocs/cms at 41deae1b (2019-04-29): report custom event data, the older form of the page",
      "url": "https://github.com/AlibabaCloudDocs/cms",
      "read": "2026-11-21"
    },
    "note": 22,
    "retryable": false,
    "fix": "Read `msg`; then check the key, the signature and the clock, the permission of the RAM user, and the rate, in this order."
  },
  "authorization-missing": {
    "outcome": "rejected",
    "status": 403,
    "message": "the Authorization header is missing",
    "provenance": "assumed",
    "source": {
      "title": "Alibaba Cloud help, CloudMonitor: report custom events by sending an HTTP request (11 November 2025)",
      "url": "https://www.alibabacloud.com/help/en/cloudmonitor/latest/report-custom-events-by-sending-an-http-request",
      "read": "2026-11-21"
    },
    "note": 12,
    "retryable": false,
    "fix": "Sign the request and send `Authorization: AccessKeyId:Signature`."
  },
  "authorization-malformed": {
    "outcome": "rejected",
    "status": 403,
    "message": "the Authorization header must be AccessKeyId:Signature",
    "provenance": "assumed",
    "source": {
      "title": "Alibaba Cloud help, CloudMonitor: report custom events by sending an HTTP request (11 November 2025)",
      "url": "https://www.alibabacloud.com/help/en/cloudmonitor/latest/report-custom-events-by-sending-an-http-request",
      "read": "2026-11-21"
    },
    "note": 12,
    "retryable": false,
    "fix": "Send the AccessKeyId, a colon and the signature, without a scheme such as `acs` before them, and never the secret."
  },
  "unknown-access-key": {
    "outcome": "rejected",
    "status": 403,
    "message": "the AccessKeyId is not known",
    "provenance": "assumed",
    "source": {
      "title": "Our own choice where no source says anything; see NOTES.md",
      "read": "2026-11-21"
    },
    "note": 12,
    "retryable": false,
    "fix": "Use the AccessKeyId of an enabled key, and do not mix it up with the AccessKeySecret."
  },
  "signature-mismatch": {
    "outcome": "rejected",
    "status": 403,
    "message": "the signature does not fit the request",
    "provenance": "assumed",
    "source": {
      "title": "Alibaba Cloud help, CloudMonitor: does CloudMonitor support HMAC-SHA1, and how to use it",
      "url": "https://www.alibabacloud.com/help/en/cms/cloudmonitor-1-0/support/does-cloudmonitor-support-the-hmac-sha1-signature-algorithm-and-how-do-i-use-it",
      "read": "2026-11-21"
    },
    "note": 11,
    "retryable": false,
    "fix": "Sign the method, the path and the headers exactly as they are sent, and write the signature as 40 hexadecimal digits in upper case, not as base64."
  },
  "date-skewed": {
    "outcome": "rejected",
    "status": 403,
    "message": "the Date header is {seconds} s from the time of the service, at most {limit} s are allowed",
    "provenance": "assumed",
    "source": {
      "title": "Our own choice where no source says anything; see NOTES.md",
      "read": "2026-11-21"
    },
    "note": 15,
    "retryable": false,
    "fix": "Set the clock of the sending machine, write `Date` in GMT, and sign each attempt anew."
  },
  "content-md5-mismatch": {
    "outcome": "rejected",
    "status": 403,
    "message": "the Content-MD5 header is not the MD5 of the {size} bytes received, in hexadecimal digits",
    "provenance": "assumed",
    "source": {
      "title": "Alibaba Cloud help, CloudMonitor: report custom events by sending an HTTP request (11 November 2025)",
      "url": "https://www.alibabacloud.com/help/en/cloudmonitor/latest/report-custom-events-by-sending-an-http-request",
      "read": "2026-11-21"
    },
    "note": 13,
    "retryable": false,
    "fix": "Take the MD5 of the very bytes that are sent, as 32 hexadecimal digits in upper case and not as base64, and let Content-Length count bytes."
  },
  "security-token-mismatch": {
    "outcome": "rejected",
    "status": 403,
    "message": "the x-cms-security-token header does not belong to the access key",
    "provenance": "assumed",
    "source": {
      "title": "aliyun-cms-java-sdk at 53692bb1 (0.1.8) and 8655f7be (0.1.2), the official SDK, run against a recording server",
      "url": "https://github.com/aliyun/aliyun-cms-java-sdk",
      "read": "2026-11-21"
    },
    "note": 17,
    "retryable": false,
    "fix": "Send the token that was issued together with the temporary key, and none with a permanent key."
  },
  "unauthorized": {
    "outcome": "rejected",
    "status": 403,
    "contains": "use ram to auth",
    "message": "cannot upload event, please use ram to auth",
    "provenance": "documented",
    "source": {
      "title": "AlibabaCloudDocs/cms at 41deae1b (2019-04-29): report custom event data, the older form of the page",
      "url": "https://github.com/AlibabaCloudDocs/cms",
      "read": "2026-11-21"
    },
    "note": 22,
    "retryable": false,
    "fix": "Grant the RAM user the policy `AliyunCloudMonitorFullAccess`, or one that allows `cms:PutCustomEvent`."
  },
  "rate-limited": {
    "outcome": "rejected",
    "status": 403,
    "contains": "rate limit",
    "message": "rate limit exceeded: at most {requests} requests in {windowSeconds} s per account",
    "provenance": "observed",
    "source": {
      "title": "aliyun-cms-java-sdk at 53692bb1 (0.1.8) and 8655f7be (0.1.2), the official SDK, run against a recording server",
      "url": "https://github.com/aliyun/aliyun-cms-java-sdk",
      "read": "2026-11-21"
    },
    "note": 10,
    "retryable": true,
    "fix": "Wait a second and repeat; put more events into each request, as all keys of the account share the limit."
  },
  "unknown-path": {
    "outcome": "rejected",
    "status": 404,
    "general": true,
    "message": "there is nothing at this path",
    "provenance": "assumed",
    "source": {
      "title": "Our own choice where no source says anything; see NOTES.md",
      "read": "2026-11-21"
    },
    "note": 18,
    "retryable": false,
    "fix": "Use /event/custom/upload, without a slash at its end; metrics are another call, which this contract does not cover."
  },
  "method-not-allowed": {
    "outcome": "rejected",
    "status": 405,
    "general": true,
    "message": "method {method} not allowed",
    "provenance": "assumed",
    "source": {
      "title": "Our own choice where no source says anything; see NOTES.md",
      "read": "2026-11-21"
    },
    "note": 18,
    "retryable": false,
    "fix": "Use POST, and sign it as such."
  },
  "internal-error": {
    "outcome": "rejected",
    "status": 500,
    "general": true,
    "message": "internal error",
    "provenance": "documented",
    "source": {
      "title": "AlibabaCloudDocs/cms at 41deae1b (2019-04-29): report custom event data, the older form of the page",
      "url": "https://github.com/AlibabaCloudDocs/cms",
      "read": "2026-11-21"
    },
    "note": 20,
    "retryable": true,
    "fix": "Try again later; the events may have been taken all the same."
  },
  "masked-failure": {
    "outcome": "rejected",
    "message": "the HTTP status is 200, but the answer says {code}: {msg}",
    "provenance": "observed",
    "source": {
      "title": "aliyun-cms-java-sdk at 53692bb1 (0.1.8) and 8655f7be (0.1.2), the official SDK, run against a recording server",
      "url": "https://github.com/aliyun/aliyun-cms-java-sdk",
      "read": "2026-11-21"
    },
    "note": 1,
    "retryable": false,
    "fix": "Read `code` and `msg` of the answer; only the code 200 means that the events are taken."
  },
  "date-zone": {
    "outcome": "warning",
    "message": "the Date header {value} is not in GMT: the documentation asks for GMT, and the vendor's own agent failed with other zones",
    "provenance": "observed",
    "source": {
      "title": "The vendor's CloudMonitor agent in C++ (argus), cloud_channel and its tests",
      "read": "2026-11-21"
    },
    "note": 15,
    "fix": "Write the `Date` in GMT."
  },
  "signature-diagnosis": {
    "outcome": "warning",
    "message": "why the signature does not match: {cause} ({mistake})",
    "provenance": "assumed",
    "source": {
      "title": "Our own choice where no source says anything; see NOTES.md",
      "read": "2026-11-21"
    },
    "note": 29,
    "fix": "Correct this one thing where the request is signed; `pushspec doctor cloudmonitor` shows the string to sign."
  },
  "signature-unexplained": {
    "outcome": "warning",
    "message": "no known mistake makes this signature; the string to sign is {text}",
    "provenance": "assumed",
    "source": {
      "title": "Our own choice where no source says anything; see NOTES.md",
      "read": "2026-11-21"
    },
    "note": 29,
    "fix": "Send your own string to sign along in the header `x-pushspec-string-to-sign`, as base64, and the first line that differs is named."
  },
  "string-to-sign-difference": {
    "outcome": "warning",
    "message": "line {line} of the string to sign differs, {part}: {server} is right, {caller} was signed",
    "provenance": "assumed",
    "source": {
      "title": "Our own choice where no source says anything; see NOTES.md",
      "read": "2026-11-21"
    },
    "note": 29,
    "fix": "Build this line from what is sent."
  },
  "content-md5-diagnosis": {
    "outcome": "warning",
    "message": "why Content-MD5 does not match: {cause} ({mistake})",
    "provenance": "assumed",
    "source": {
      "title": "Our own choice where no source says anything; see NOTES.md",
      "read": "2026-11-21"
    },
    "note": 29,
    "fix": "Serialise the body once, and digest, sign and send these very bytes."
  },
  "content-md5-unexplained": {
    "outcome": "warning",
    "message": "no known mistake makes this Content-MD5 of the {size} bytes received",
    "provenance": "assumed",
    "source": {
      "title": "Our own choice where no source says anything; see NOTES.md",
      "read": "2026-11-21"
    },
    "note": 29,
    "fix": "Write down the bytes that are digested and those that are sent, and compare them."
  },
  "caller-type-missing": {
    "outcome": "warning",
    "message": "x-cms-security-token is sent without x-cms-caller-type: token, which all known clients send with it",
    "provenance": "observed",
    "source": {
      "title": "aliyun-cms-java-sdk at 53692bb1 (0.1.8) and 8655f7be (0.1.2), the official SDK, run against a recording server",
      "url": "https://github.com/aliyun/aliyun-cms-java-sdk",
      "read": "2026-11-21"
    },
    "note": 17,
    "fix": "Send `x-cms-caller-type: token` too, and sign it."
  },
  "content-empty": {
    "outcome": "warning",
    "message": "content is empty, and nothing says whether the service takes it",
    "provenance": "assumed",
    "source": {
      "title": "Our own choice where no source says anything; see NOTES.md",
      "read": "2026-11-21"
    },
    "note": 6,
    "fix": "Write into `content` what happened."
  },
  "group-id-string": {
    "outcome": "warning",
    "message": "groupId is the string \"{value}\", and the documentation asks for a number",
    "provenance": "documented",
    "source": {
      "title": "Alibaba Cloud help, CloudMonitor: report custom events by sending an HTTP request (11 November 2025)",
      "url": "https://www.alibabacloud.com/help/en/cloudmonitor/latest/report-custom-events-by-sending-an-http-request",
      "read": "2026-11-21"
    },
    "note": 4,
    "fix": "Send `groupId` as a number."
  },
  "unknown-field": {
    "outcome": "warning",
    "message": "`{field}` is a member that neither the documentation nor the official SDK knows{suggestion}",
    "provenance": "assumed",
    "source": {
      "title": "Our own choice where no source says anything; see NOTES.md",
      "read": "2026-11-21"
    },
    "note": 7,
    "fix": "Use the names of the contract, and put other details into `content`."
  },
  "compressed-body": {
    "outcome": "warning",
    "message": "the body comes as {encoding}, and this API does not decode any Content-Encoding",
    "provenance": "assumed",
    "source": {
      "title": "Our own choice where no source says anything; see NOTES.md",
      "read": "2026-11-21"
    },
    "note": 14,
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
    "note": 7,
    "fix": "Write each name once."
  },
  "group-id-defaulted": {
    "outcome": "transformed",
    "message": "groupId is absent and becomes 0: the event belongs to no application group",
    "provenance": "assumed",
    "source": {
      "title": "Alibaba Cloud help, CloudMonitor: PutCustomEvent, the RPC call for the same events",
      "url": "https://help.aliyun.com/document_detail/115012.html",
      "read": "2026-11-21"
    },
    "note": 3,
    "fix": "Send `groupId` if the event belongs to an application group."
  },
  "time-defaulted": {
    "outcome": "transformed",
    "message": "time is absent and becomes the time of receipt, {value}",
    "provenance": "assumed",
    "source": {
      "title": "aliyun-cms-java-sdk at 53692bb1 (0.1.8) and 8655f7be (0.1.2), the official SDK, run against a recording server",
      "url": "https://github.com/aliyun/aliyun-cms-java-sdk",
      "read": "2026-11-21"
    },
    "note": 3,
    "fix": "Send `time` if it matters when the event occurred."
  }
} as const satisfies Record<string, Reason>;

export type ReasonCode = keyof typeof reasons;
