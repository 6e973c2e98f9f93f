// Generated from spec/ by `npm run generate`. Do not edit.

export interface paths {
    "/api/v1/push-events/{secret}/{subUri}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Push one event to an external event monitor
         * @description The path is the webhook address of the monitor, copied as it is. One slash more or less is a different address.
         *     A `subUri` can contain slashes: send `datakit/push` as it is or as `datakit%2Fpush`.
         *     The address of a monitor without a `subUri` ends after the secret.
         *
         *     **Ignored events.** If `secret` and `subUri` do not match an active monitor, the response is the usual success and no event is created.
         *
         *     **Custom fields** are in `event`, next to `status` and `title`. Their values are strings.
         *     A name cannot start with `_` or `df_`, be reserved, or be a key of `dimension_tags` in the same request.
         *     Names such as `biz_team` or `ext_ticket` are safe.
         *
         *     **Common mistakes.** Additional data is called `extraData` and is next to `event`, not in it; `extra_data` is not read.
         *     `date` is in seconds, not in milliseconds. `check_value` is a number without quotes.
         *
         *     The checks run in this order: JSON, API key, rate limit, content, `secret` and `subUri`.
         *     A bad body is therefore refused even if the event would be ignored.
         *     If several properties are wrong, the response reports the first one in the order in which the schema lists them.
         */
        post: operations["pushEvent"];
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
        /** Push of one event */
        PushEvent: {
            event: components["schemas"]["Event"];
            /** @description Additional data of any shape, but not null. It becomes `df_meta.extra_data` of the event, which is where the name `extra_data` comes from. */
            extraData?: {
                [key: string]: unknown;
            };
        };
        /**
         * @description The event. In addition to the properties listed here, it accepts custom fields: any other name that does not start with `_` or `df_`
         *     and is not reserved, with a string as its value.
         */
        Event: {
            /**
             * Format: int64
             * @description The time of the event, in **seconds** since 1970. If it is absent, the time of receipt is used.
             */
            date?: number;
            /**
             * @description The severity. `ok` closes the fault with the same `dimension_tags`.
             *     `fatal` is newer than the other five, and an older private deployment may not know it.
             * @enum {string}
             */
            status: "fatal" | "critical" | "error" | "warning" | "info" | "ok";
            /** @description Title of the event. No limit is published for it, so the limit for titles of monitors is used. */
            title?: string;
            /** @description What happened. */
            message?: string;
            /**
             * @description The affected objects, such as `{"host": "web-001"}`. The same tags mean the same fault: repeat them exactly in the event with the status `ok`.
             *     All names are allowed, including those that are reserved for custom fields. Values become strings.
             */
            dimension_tags?: {
                [key: string]: string | number | boolean;
            };
            /**
             * Format: double
             * @description The measured value, a number without quotes.
             */
            check_value?: number;
        } & {
            [key: string]: string;
        };
        /** @description Name of a property of `event`. */
        EventFieldName: components["schemas"]["UnprefixedName"] & components["schemas"]["UnreservedName"];
        /** @description A name that does not start with `_` or `df_`. */
        UnprefixedName: string;
        /** @description A name that is not reserved. The vendor's list has six more names, which are the properties of `event` itself. */
        UnreservedName: string;
        /** @description Any name except `__proto__`. */
        FreeName: string;
        /** @description The service has understood the request. */
        Accepted: components["schemas"]["Response"] & {
            /** @description The response of the service behind the gateway, which has not failed. */
            content?: {
                /**
                 * @description True.
                 * @constant
                 */
                ok?: true;
            };
            /**
             * @description Empty.
             * @constant
             */
            errorCode?: "";
            /**
             * @description True.
             * @constant
             */
            success?: true;
        };
        /** @description Any response with the status 200, which is a success or a failure behind the gateway. */
        Response: {
            /**
             * Format: int32
             * @description The HTTP status.
             * @constant
             */
            code: 200;
            /** @description The response of the service behind the gateway. */
            content: {
                /** @description Empty. Absent in a failure. */
                data?: {
                    [key: string]: unknown;
                };
                /**
                 * Format: double
                 * @description 200, or a decimal number such as 400.43 in a failure.
                 */
                error: number;
                /** @description Empty, or the message of a failure. */
                message: string;
                /** @description False in a failure behind the gateway, whatever the HTTP status is. */
                ok: boolean;
                /** @description Name of the failure, such as `EClientBadRequest`. */
                reason?: string;
                /** @description Details of the failure. */
                detail?: unknown;
                /**
                 * Format: double
                 * @description Milliseconds between `reqTime` and `respTime`.
                 */
                reqCost: number;
                /**
                 * Format: date-time
                 * @description The time of the request, UTC with milliseconds.
                 */
                reqTime: string;
                /**
                 * Format: date-time
                 * @description The time of the response, UTC with milliseconds.
                 */
                respTime: string;
                /** @description The outer `traceId`. */
                traceId: string;
            };
            /** @description Empty if nothing is wrong. */
            errorCode: string;
            /** @description Empty if nothing is wrong. */
            message: string;
            success: boolean;
            /** @description Id of the request. Quote it when you contact the vendor. Digits, or `TRACE-` and a UUID on older sites. */
            traceId: string;
        };
        Refused: {
            /**
             * Format: int32
             * @description The HTTP status.
             */
            code: number;
            /** @description Empty. */
            content: {
                [key: string]: unknown;
            };
            /** @description The vendor's error code. Decide by it, not by the message. */
            errorCode: string;
            /** @description What is wrong. */
            message: string;
            /** @constant */
            success: false;
            /** @description Id of the request. Quote it when you contact the vendor. */
            traceId: string;
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
    pushEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The monitor's `secret`, an opaque string. An unknown secret is not an error. The event is ignored.
                 * @example secret_dev
                 */
                secret: string;
                /**
                 * @description The monitor's `subUri`, the part of the webhook address after the secret.
                 *     It is compared as a whole after decoding. If it differs, there is no error, but the event is ignored.
                 * @example datakit/push
                 */
                subUri: string;
            };
            cookie?: never;
        };
        /** @description One event, as JSON in UTF-8 without a byte order mark, with the media type `application/json`. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PushEvent"];
            };
        };
        responses: {
            /**
             * @description The service has understood the request. It has created the event, or **silently ignored** it because no active monitor has this `secret` and `subUri`.
             *     The response is the same.
             *
             *     The request is a success only if `code` is 200, `success` is true, `errorCode` is empty and `content.ok` is not false,
             *     because a failure behind the gateway can have the status 200.
             */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"] | components["schemas"]["Response"];
                };
            };
            /** @description The request breaks a rule. No event is created. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /**
             * @description Too many requests. The status is 401, not 429, and `errorCode` names the exceeded limit.
             *     There is no `Retry-After`.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The API key is not valid, or it is missing where the site requires one. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description There is nothing at this path. An unknown `secret` or `subUri` does not cause this response. */
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
            /** @description The body is larger than the limit. */
            413: {
                headers: {
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
