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
         *     1. **Serialize the body once**, as UTF-8, and keep the bytes. Everything below is counted and digested from these
         *        bytes: `磁盘告警` is 4 characters and 12 bytes, and `Content-Length` counts bytes.
         *     2. **`Content-MD5`**: the MD5 of the bytes as 32 uppercase hexadecimal digits. It is not base64, unlike elsewhere in HTTP.
         *     3. **Other headers**: `Content-Type: application/json` without a charset, which some HTTP libraries add;
         *        `Date`, the time in GMT; `x-cms-api-version`, `x-cms-signature` and `x-cms-ip`; with a temporary key also
         *        `x-cms-caller-type` and `x-cms-security-token`.
         *     4. **String to sign**: six parts joined by single line feeds, with none at the end.
         *        They are the method; `Content-MD5`, `Content-Type` and `Date`, exactly as sent; the headers whose names
         *        start with `x-cms-` or `x-acs-`; and the path. A missing part leaves its line empty.
         *        Each of these headers is one line `name:value`, with the name in lowercase and the value trimmed, sorted by name.
         *        A query, which this call does not use, follows the path: `?`, then the sorted pairs `name=value` joined by `&`.
         *     5. **Signature**: HMAC-SHA1 of the string to sign with the `AccessKeySecret` as the key, as 40 uppercase hexadecimal digits. It is not base64.
         *     6. **`Authorization`**: the `AccessKeyId`, a colon, and the signature, without a scheme.
         *
         *     For the body of the example `documentation` below, 88 bytes without spaces between its properties, the string to sign is
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
         *     - Pages before October 2020 require `groupId` and `time`. Newer pages make them optional, and so does this contract.
         *     - The sample request in the documentation does not work: `Authorization:YourAccKey:YourAccSecret` is not a signature (never send the secret),
         *       and its `Content-MD5` and `Content-Length` belong to another body.
         *     - The response has `code` and `msg`. A page about the Java SDK shows `Code` and `Message`, which belong to the RPC call.
         *
         *     ### Order of the checks
         *
         *     Size; key; `Date`; signature; age of the `Date`; `Content-MD5`; security token; permission; rate limit; `Content-Type`; JSON;
         *     the other headers; events. A wrong signature therefore hides a bad body, and a bad body uses quota. The order is not documented; it is our choice.
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
         * @description The events of a request. If one event is invalid, all are refused.
         */
        CustomEvents: components["schemas"]["CustomEvent"][];
        /**
         * Custom event
         * @description One event. Other properties are accepted, but it is not known what happens to them.
         */
        CustomEvent: {
            /** @description Name of the event, by which alert rules select it. Free text that is not only whitespace. No maximum length is published. */
            name: string;
            /** @description What happened, as a string that often contains JSON. The service does not parse it. No limit is published except that of the request. */
            content: string;
            /**
             * @description Number of the application group (应用分组) that the event belongs to. If it is absent or 0, the event belongs to no group.
             *     A string of decimal digits is accepted too, because clients of the vendor send it.
             */
            groupId?: number | string;
            /**
             * @description The time of the event, as `yyyyMMddTHHmmss.SSS` and an offset such as `+0800`: three digits of milliseconds, no colon, no `Z`.
             *     If it is absent, the time of receipt is used.
             */
            time?: string;
            /** @description Not documented, but the official Java SDK sends it, such as `WARN`, if the program sets it. */
            level?: string;
            /** @description Region of the event. Not documented, but the official Java SDK sends it, `N/A` by default. */
            regionId?: string;
            /** @description Not documented, but the official Java SDK sends it, `INFO` by default. */
            status?: string;
            /** @description Not documented, but the official Java SDK sends a random UUID. No source says that it identifies a repeated event. */
            trace?: string;
            /** @description Not documented, but the official Java SDK sends `1.0`. */
            ver?: string;
        };
        /** @description The events are accepted. */
        Accepted: {
            /**
             * @description `"200"`, a string.
             * @constant
             */
            code: "200";
            /** @description Empty. */
            msg: string;
            /** @description Id of the request. Not documented, but the official SDK reads it. */
            requestId?: string;
            /** @description Any type. Not documented, but the official SDK reads it. */
            data?: unknown;
        };
        /** @description No event is accepted. Such a response may have the HTTP status 200. */
        Refused: {
            /** @description The HTTP status as a string. */
            code: string;
            /** @description What is wrong. Only two messages of the vendor are known. See the response 403. */
            msg: string;
            /** @description Id of the request. Not documented, but the official SDK reads it. */
            requestId?: string;
            /** @description Any type. Not documented, but the official SDK reads it. */
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
                 * @description The time of the request in RFC 1123 format and GMT. `UTC` and an offset such as `+0800` are accepted, other zone names are not.
                 *     The weekday is not checked. The time must be close to the service's clock. The tolerance is ours, because none is published.
                 * @example Mon, 23 Oct 2017 06:51:11 GMT
                 */
                Date: string;
                /**
                 * @description The MD5 of the bytes of the body, as 32 uppercase hexadecimal digits and not in base64.
                 *     The vendor requires it if there is a body, and this call always has one.
                 * @example 6FE653772E0204F86B484AF1392DD6E6
                 */
                "Content-MD5": string;
                /** @description The signature algorithm. Only one exists. */
                "x-cms-signature": "hmac-sha1";
                /** @description The version of the API. */
                "x-cms-api-version": "1.0";
                /**
                 * @description The IP address of the reporting machine, for information only: IPv4, IPv6, or `N/A`, which the official SDK sends when it finds none.
                 * @example 30.27.84.196
                 */
                "x-cms-ip": string;
                /**
                 * @description `token`, together with `x-cms-security-token`. Not documented, but the official clients send it.
                 * @example token
                 */
                "x-cms-caller-type"?: string;
                /**
                 * @description The security token of a temporary (STS) key. Other keys have none. Not documented, but the official clients send it.
                 * @example CAIS-test-token+/=
                 */
                "x-cms-security-token"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description One or more events, as JSON in UTF-8 without a byte order mark, with the media type `application/json`. A single event is an array of one. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomEvents"];
            };
        };
        responses: {
            /**
             * @description The events are accepted if `code` is `"200"`. With any other `code`, the request has failed as if `code` were the HTTP status.
             *     The documentation does not say whether failures have a different HTTP status, and the official SDK checks both.
             */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"] | components["schemas"]["Refused"];
                };
            };
            /** @description The request breaks a rule. None of its events is accepted. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /**
             * @description One of three causes, which neither the status nor `code` distinguishes: the verification failed (key, signature, `Date`, `Content-MD5`, token),
             *     the account sends too many requests, or it lacks the permission.
             *     Only the message helps. The official SDK repeats a request if `msg` contains `rate limit`.
             *     A missing permission is `cannot upload event, please use ram to auth`. There is no `Retry-After`.
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
            /** @description A method other than POST. */
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
