// Generated from spec/ by `npm run generate`. Do not edit.

/**
 * Lists the reasons that a response can have, by code.
 *
 * @example
 * ```js
 * import { wireReasons } from '@pushspec/contract/cloudmonitor-rpc/wire-reasons';
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
    "errorCode": "400",
    "message": "Bad Request",
    "fix": "Compare the request with the contract."
  },
  "action-missing": {
    "status": 400,
    "errorCode": "MissingAction",
    "message": "Action is mandatory for this action.",
    "fix": "Name the operation in the parameter `Action` or the header `x-acs-action`."
  },
  "version-missing": {
    "status": 400,
    "errorCode": "MissingVersion",
    "message": "Version is mandatory for this action.",
    "fix": "Send the version of the operation as the parameter `Version` or the header `x-acs-version`."
  },
  "invalid-version": {
    "status": 400,
    "errorCode": "InvalidVersion",
    "message": "Specified parameter Version is not valid.",
    "fix": "Send 2019-01-01 with PutCustomEvent and 2018-03-08 with PutEvent."
  },
  "unsupported-method": {
    "status": 400,
    "errorCode": "UnsupportedHTTPMethod",
    "message": "This http method is not supported.",
    "fix": "Use POST or GET, and sign the request with this method."
  },
  "access-key-missing": {
    "status": 400,
    "errorCode": "MissingAccessKeyId",
    "message": "AccessKeyId is mandatory for this action.",
    "fix": "Sign the request: send `Authorization` with ACS3, or `AccessKeyId` and `Signature` as parameters."
  },
  "signature-missing": {
    "status": 400,
    "errorCode": "MissingSignature",
    "message": "Signature is mandatory for this action.",
    "fix": "Send the signature as the parameter `Signature`."
  },
  "signature-method-missing": {
    "status": 400,
    "errorCode": "MissingSignatureMethod",
    "message": "SignatureMethod is mandatory for this action.",
    "fix": "Send `SignatureMethod=HMAC-SHA1`, and sign it."
  },
  "invalid-signature-method": {
    "status": 400,
    "errorCode": "InvalidSignatureMethod",
    "message": "Specified signature method is not valid.",
    "fix": "Use ACS3-HMAC-SHA256 in `Authorization`, or `SignatureMethod=HMAC-SHA1`."
  },
  "signature-version-missing": {
    "status": 400,
    "errorCode": "MissingSignatureVersion",
    "message": "SignatureVersion is mandatory for this action.",
    "fix": "Send `SignatureVersion=1.0`, and sign it."
  },
  "invalid-signature-version": {
    "status": 400,
    "errorCode": "InvalidSignatureVersion",
    "message": "Specified parameter SignatureVersion is not valid.",
    "fix": "Send `SignatureVersion=1.0`."
  },
  "authorization-malformed": {
    "status": 400,
    "errorCode": "IncompleteSignature",
    "message": "The request signature does not conform to Aliyun standards.",
    "fix": "Send `ACS3-HMAC-SHA256 Credential=…,SignedHeaders=…,Signature=…`, and list host and every header that starts with `x-acs-` as signed."
  },
  "timestamp-missing": {
    "status": 400,
    "errorCode": "MissingTimestamp",
    "message": "Timestamp is mandatory for this action.",
    "fix": "Send the time as the header `x-acs-date` with ACS3, or as the parameter `Timestamp`."
  },
  "timestamp-format": {
    "status": 400,
    "errorCode": "InvalidTimeStamp.Format",
    "message": "Specified time stamp or date value is not well formatted.",
    "fix": "Write the time in UTC as 2026-11-30T00:00:00Z, without milliseconds."
  },
  "timestamp-expired": {
    "status": 400,
    "errorCode": "InvalidTimeStamp.Expired",
    "errorCodeFamily": "InvalidTimeStamp",
    "message": "Specified time stamp or date value is expired.",
    "fix": "Set the clock of the sending machine, write the time in UTC, and sign each attempt again."
  },
  "nonce-missing": {
    "status": 400,
    "errorCode": "MissingSignatureNonce",
    "message": "SignatureNonce is mandatory for this action.",
    "fix": "Send a random string as `x-acs-signature-nonce` with ACS3, or as `SignatureNonce`, and sign it."
  },
  "nonce-used": {
    "status": 400,
    "errorCode": "SignatureNonceUsed",
    "message": "Specified signature nonce was used already.",
    "fix": "Make a new nonce and a new signature for each attempt. If the first response was lost, the events may have been accepted."
  },
  "digest-missing": {
    "status": 400,
    "errorCode": "MissingContentSha256",
    "message": "x-acs-content-sha256 is mandatory for this action.",
    "fix": "Send the hexadecimal SHA-256 of the body as `x-acs-content-sha256`, also for an empty body, and sign it."
  },
  "signature-mismatch": {
    "status": 400,
    "errorCode": "SignatureDoesNotMatch",
    "message": "Specified signature is not matched with our calculation. server string to sign is:{text}",
    "fix": "Compare the string to sign in the message with yours; if they are equal, the secret is wrong."
  },
  "acs3-signature-mismatch": {
    "status": 400,
    "errorCode": "SignatureDoesNotMatch",
    "message": "Specified signature does not match our calculation. server StringToSign is [{text}]",
    "fix": "Sign the request exactly as it is sent; if the string to sign in the message equals yours, the secret is wrong."
  },
  "security-token-missing": {
    "status": 400,
    "errorCode": "MissingSecurityToken",
    "message": "SecurityToken is mandatory for this action.",
    "fix": "Send the token that was issued together with the temporary key, and sign it."
  },
  "security-token-mismatch": {
    "status": 400,
    "errorCode": "InvalidSecurityToken.MismatchWithAccessKey",
    "message": "Specified SecurityToken mismatch with the AccessKey.",
    "fix": "Send the token that was issued together with the temporary key, and none with a permanent key."
  },
  "rate-limited": {
    "status": 400,
    "errorCode": "Throttling.User",
    "errorCodeFamily": "Throttling",
    "message": "Request was denied due to user flow control.",
    "retryable": true,
    "fix": "Wait as long as `x-acs-retry-after` says; put more events into each request, as all keys of the account share the limit."
  },
  "too-large": {
    "status": 400,
    "errorCode": "400",
    "message": "the values of the parameters have more than {limit} bytes",
    "fix": "Split the events across several requests."
  },
  "malformed-parameters": {
    "status": 400,
    "errorCode": "InvalidParameter",
    "message": "the parameter {name} is malformed",
    "fix": "Percent-encode names and values as UTF-8."
  },
  "repeated-parameter": {
    "status": 400,
    "errorCode": "InvalidParameter",
    "message": "the parameter {name} is sent more than once",
    "fix": "Send each parameter once, in the query or in the form."
  },
  "list-index": {
    "status": 400,
    "errorCode": "InvalidParameter",
    "message": "the parameter {name} has no valid index: lists start at 1, without leading zeros",
    "fix": "Number the events 1, 2, 3, and so on."
  },
  "list-gap": {
    "status": 400,
    "errorCode": "InvalidParameter",
    "message": "the list has a gap: there is no {name}",
    "fix": "Number the events without gaps."
  },
  "media-type": {
    "status": 400,
    "errorCode": "InvalidParameter",
    "message": "Content-Type must be {expected}, got {got}",
    "fix": "Send the parameters in the query without a body, or as a form."
  },
  "malformed-json": {
    "status": 400,
    "errorCode": "400",
    "message": "EventInfo is not valid JSON: {detail} at byte {index}",
    "fix": "Send the events as one JSON array in the parameter `EventInfo`."
  },
  "too-deep": {
    "status": 400,
    "errorCode": "400",
    "message": "EventInfo is nested deeper than {limit} levels",
    "fix": "Put nested details into the content as a JSON string.",
    "aboutItem": true
  },
  "no-events": {
    "status": 400,
    "errorCode": "400",
    "message": "the request has no event: EventInfo is missing or empty",
    "fix": "Send at least one event; skip the request when there is nothing to report."
  },
  "not-a-list": {
    "status": 400,
    "errorCode": "400",
    "message": "EventInfo must be a list of events, got {got}",
    "fix": "Send EventInfo.1.EventName, EventInfo.1.Content, and so on with PutCustomEvent, and a JSON array with PutEvent."
  },
  "too-many-events": {
    "status": 400,
    "errorCode": "400",
    "message": "a request takes at most {limit} events, got {length}",
    "fix": "Split the events across several requests."
  },
  "event-type": {
    "status": 400,
    "errorCode": "400",
    "message": "an event must be an object, got {got} (at {path})",
    "fix": "Give each event a name and a content.",
    "aboutItem": true
  },
  "name-missing": {
    "status": 400,
    "errorCode": "400",
    "message": "the event has no name: {field} is required (at {path})",
    "fix": "Give each event a name.",
    "aboutItem": true
  },
  "name-type": {
    "status": 400,
    "errorCode": "400",
    "message": "the name of an event must be a string, got {got} (at {path})",
    "fix": "Send the name as a string; null is refused.",
    "aboutItem": true
  },
  "name-blank": {
    "status": 400,
    "errorCode": "400",
    "message": "the name of an event must not be blank (at {path})",
    "fix": "Give the event a name with at least one character that is not whitespace.",
    "aboutItem": true
  },
  "content-missing": {
    "status": 400,
    "errorCode": "400",
    "message": "the event has no content: {field} is required (at {path})",
    "fix": "Put what happened into the content.",
    "aboutItem": true
  },
  "content-type": {
    "status": 400,
    "errorCode": "400",
    "message": "the content of an event must be a string, got {got} (at {path})",
    "fix": "Send the content as a string; serialize an object to JSON.",
    "aboutItem": true
  },
  "group-id": {
    "status": 400,
    "errorCode": "400",
    "message": "the group must be a string of digits, got {got} (at {path})",
    "fix": "Send the digits of the number as a string, or leave the group out.",
    "aboutItem": true
  },
  "time-format": {
    "status": 400,
    "errorCode": "400",
    "message": "the time must look like 20171013T170923.456+0800 or be 13 digits of milliseconds, got {value} (at {path})",
    "fix": "Write the time as yyyyMMddTHHmmss.SSS with an offset such as +0800, or in milliseconds as a string, or leave it out.",
    "aboutItem": true
  },
  "forbidden": {
    "status": 403,
    "general": true,
    "errorCode": "Forbidden.RAM",
    "message": "User not authorized to operate on the specified resource, or this API doesn't support RAM.",
    "fix": "Grant the RAM user the policy `AliyunCloudMonitorFullAccess`, or one that allows `cms:PutCustomEvent`."
  },
  "unknown-action": {
    "status": 404,
    "general": true,
    "errorCode": "InvalidAction.NotFound",
    "message": "Specified api is not found, please check your url and method.",
    "fix": "Use PutCustomEvent or PutEvent, spelled exactly like this."
  },
  "unknown-access-key": {
    "status": 404,
    "errorCode": "InvalidAccessKeyId.NotFound",
    "errorCodeFamily": "InvalidAccessKeyId",
    "message": "Specified access key is not found.",
    "fix": "Use the AccessKeyId of an enabled key, and do not mix it up with the AccessKeySecret."
  },
  "internal-error": {
    "status": 500,
    "general": true,
    "errorCode": "InternalError",
    "message": "The request processing has failed due to some unknown error.",
    "retryable": true,
    "fix": "Try again later, with a new nonce; the events may have been accepted anyway."
  },
  "masked-failure": {
    "message": "the HTTP status is 200, but the response says {Code}: {Message}",
    "fix": "Read `Code` and `Message` of the response; only the code 200 means that the events were accepted."
  }
} as const satisfies Record<string, WireReason>;

export type WireReasonCode = keyof typeof wireReasons;
