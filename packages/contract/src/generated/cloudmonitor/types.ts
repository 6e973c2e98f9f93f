// Generated from spec/ by `npm run generate`. Do not edit.

export interface paths {
    "/event/custom/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report custom events
         * @description ### How to sign, step by step
         *
         *     1. **Serialise the body once**, as UTF-8, and keep the bytes. Whatever is counted or digested below is taken from these
         *        very bytes: `磁盘告警` are 4 characters and 12 bytes, and `Content-Length` counts the bytes.
         *     2. **`Content-MD5`**: the MD5 of the bytes as 32 hexadecimal digits in upper case. Not base64, as HTTP has it elsewhere.
         *     3. **The other headers**: `Content-Type: application/json` without a charset, which some HTTP libraries add by themselves;
         *        `Date`, the time in GMT; `x-cms-api-version`, `x-cms-signature`, `x-cms-ip`; with a temporary key also
         *        `x-cms-caller-type` and `x-cms-security-token`.
         *     4. **The string to sign**: six parts joined by single line feeds, none at the end.
         *        The method; `Content-MD5`; `Content-Type`; `Date`, these three exactly as they are sent; the headers whose names
         *        start with `x-cms-` or `x-acs-`; the path. A part that is absent leaves its line empty.
         *        The headers are written `name:value`, the name in lower case, the value without blanks at its ends, sorted by name, one on each line.
         *        A query, which this call has no use for, follows the path: `?`, then the pairs `name=value` sorted and joined by `&`.
         *     5. **The signature**: HMAC-SHA1 of the string to sign with the `AccessKeySecret` as the key, as 40 hexadecimal digits in upper case. Not base64.
         *     6. **`Authorization`**: the `AccessKeyId`, a colon, the signature. No scheme stands before it.
         *
         *     For the body of the example `documentation` below, 88 bytes without blanks between its members, the string to sign is
         *
         *     ```
         *     POST
         *     6FE653772E0204F86B484AF1392DD6E6
         *     application/json
         *     Mon, 23 Oct 2017 06:51:11 GMT
         *     x-cms-api-version:1.0
         *     x-cms-ip:30.27.84.196
         *     x-cms-signature:hmac-sha1
         *     /event/custom/upload
         *     ```
         *
         *     and with the secret `testsecret` of the key `testKeyId` the header is
         *
         *     ```
         *     Authorization: testKeyId:BDD5DA3177AAAFA2A3643C1F52A5CF2DAE1E8CCD
         *     ```
         *
         *     ### Where the vendor's pages disagree
         *
         *     - `groupId` and `time` were required on pages before October 2020. They are optional since: follow the newer pages, as this contract does.
         *     - The printed sample request is no test: `Authorization:YourAccKey:YourAccSecret` is not a signature (never send the secret),
         *       and its `Content-MD5` and `Content-Length` belong to another body.
         *     - The answer has `code` and `msg`. `Code` and `Message`, shown on a page about the Java SDK, are those of the RPC call.
         *
         *     ### Order of the checks
         *
         *     Size; key; `Date`; signature; distance of the `Date`; `Content-MD5`; security token; permission; rate limit; `Content-Type`; JSON;
         *     the other headers; events. So a wrong signature hides a bad body, and a bad body uses quota. The order is not documented, it is ours.
         *     Events are checked one by one. If several properties are wrong, the response reports the first one in the order in which the schema lists them.
         */
        post: operations["uploadCustomEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Custom events
         * @description The events of a request. One bad event refuses all of them.
         */
        CustomEvents: components["schemas"]["CustomEvent"][];
        /**
         * Custom event
         * @description One event. Members that are not listed here are let through, and what becomes of them is not known.
         */
        CustomEvent: {
            /** @description Name of the event, by which alert rules select it. Free text that is not blank; no greatest length is published. */
            name: string;
            /** @description What happened, as text; often JSON written into the string. It is not read any further. No limit is published but that of the request. */
            content: string;
            /**
             * @description Number of the application group (应用分组) that the event belongs to. Absent or 0: of none.
             *     A string of decimal digits passes too, as clients of the vendor send it.
             */
            groupId?: number | string;
            /**
             * @description When it happened, as `yyyyMMddTHHmmss.SSS` and an offset such as `+0800`: three digits of milliseconds, no colon, no `Z`.
             *     Absent: the time of receipt.
             */
            time?: string;
            /** @description Region that the event is about. Not documented; the official Java SDK sends it, `N/A` unless set. */
            regionId?: string;
            /** @description Not documented; the official Java SDK sends it, `INFO` unless set. */
            status?: string;
            /** @description Not documented; the official Java SDK sends a random UUID. Nothing says that it makes a repeated event known. */
            trace?: string;
            /** @description Not documented; the official Java SDK sends `1.0`. */
            ver?: string;
        };
        /** @description The events are taken. */
        Accepted: {
            /**
             * @description `"200"`, a string.
             * @constant
             */
            code: "200";
            /** @description Empty. */
            msg: string;
            /** @description Id of the request. On no page; the official SDK reads it. */
            requestId?: string;
            /** @description Of any type. On no page; the official SDK reads it. */
            data?: unknown;
        };
        /** @description No event is taken. Such an answer may have the HTTP status 200. */
        Refused: {
            /** @description The HTTP status as a string. */
            code: string;
            /** @description What is wrong. Only two texts are known from the vendor, see the answer 403. */
            msg: string;
            /** @description Id of the request. On no page; the official SDK reads it. */
            requestId?: string;
            /** @description Of any type. On no page; the official SDK reads it. */
            data?: unknown;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    uploadCustomEvents: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The time of the request, as RFC 1123 writes it, in GMT. `UTC` and an offset such as `+0800` pass; other names of zones do not.
                 *     The weekday is not compared. It may not be far from the clock of the service; the tolerance is ours, as none is published.
                 * @example Mon, 23 Oct 2017 06:51:11 GMT
                 */
                Date: string;
                /**
                 * @description The MD5 of the bytes of the body, as 32 hexadecimal digits in upper case; not base64.
                 *     The vendor wants it whenever there is a body, and this call always has one.
                 * @example 6FE653772E0204F86B484AF1392DD6E6
                 */
                "Content-MD5": string;
                /** @description The signature algorithm. There is one. */
                "x-cms-signature": "hmac-sha1";
                /** @description The version of the API. */
                "x-cms-api-version": "1.0";
                /**
                 * @description The IP address of the reporting machine, for information only: IPv4, IPv6, or `N/A`, which the official SDK sends when it finds none.
                 * @example 30.27.84.196
                 */
                "x-cms-ip": string;
                /**
                 * @description `token`, together with `x-cms-security-token`. On no page; the official clients send it.
                 * @example token
                 */
                "x-cms-caller-type"?: string;
                /**
                 * @description The security token of a temporary (STS) key, and of no other key. On no page; the official clients send it.
                 * @example CAIS-test-token+/=
                 */
                "x-cms-security-token"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description One event or several, as JSON in UTF-8 without a byte order mark, with the media type `application/json`. A single event is an array of one. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomEvents"];
            };
        };
        responses: {
            /**
             * @description The events are taken if `code` is `"200"`. With any other `code` the request has failed as if that were the HTTP status:
             *     the pages leave open whether failures have an HTTP status of their own, and the official SDK looks at both.
             */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"] | components["schemas"]["Refused"];
                };
            };
            /** @description The request breaks a rule. No event of it is taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /**
             * @description One of three things, which neither the status nor `code` tells apart: the verification failed (key, signature, `Date`, `Content-MD5`, token),
             *     the account sends too much, or it lacks the permission.
             *     Only the text helps. The official SDK repeats a request if `msg` contains `rate limit`;
             *     a missing permission is `cannot upload event, please use ram to auth`. There is no `Retry-After`.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description There is nothing at this path. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Another method than POST. */
            405: {
                headers: {
                    /**
                     * @description The methods that are served.
                     * @example POST
                     */
                    Allow: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The service could not handle the request. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
}
