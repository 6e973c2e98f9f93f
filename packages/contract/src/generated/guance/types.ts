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
         * @description The path is the webhook address of the monitor, copied as it is. A slash more or less makes another address.
         *     A `subUri` may itself contain slashes: `datakit/push` is sent as it is or as `datakit%2Fpush`.
         *     The address of a monitor without a `subUri` ends after the secret.
         *
         *     **Ignored events.** When `secret` and `subUri` do not match an active monitor, the answer is the usual success and no event is made.
         *
         *     **The fields of your own** stand beside `status` and `title` in `event`. Their values are strings.
         *     Their names do not start with `_` or `df_`, are not reserved, and are not the name of a key of `dimension_tags` in the same request:
         *     a name of your own such as `biz_team` or `ext_ticket` is safe.
         *
         *     **Usual mistakes.** The additional data are called `extraData` and stand beside `event`, not in it; `extra_data` is not read.
         *     `date` is in seconds, not in milliseconds. `check_value` is a number without quotes.
         *
         *     The checks run in this order: JSON, API key, rate limit, content, `secret` and `subUri`.
         *     So a bad body is refused even where the event would be ignored.
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
            /** @description Additional data of any shape, null excepted. They become `df_meta.extra_data` of the event, which is where the spelling `extra_data` comes from. */
            extraData?: {
                [key: string]: unknown;
            };
        };
        /**
         * @description The event. Beside the members listed here it takes fields of your own: any other name that does not start with `_` or `df_`
         *     and is not reserved, with a string as its value.
         */
        Event: {
            /** @description When it happened, in **seconds** since 1970. Absent, the time of receipt. */
            date?: number;
            /**
             * @description How bad it is. `ok` closes the fault with the same `dimension_tags`.
             *     `fatal` is newer than the other five; an older private deployment may not know it.
             * @enum {string}
             */
            status: "fatal" | "critical" | "error" | "warning" | "info" | "ok";
            /** @description Title of the event. No limit is published for it; that of the titles of monitors is taken. */
            title?: string;
            /** @description What happened. */
            message?: string;
            /**
             * @description What is affected, such as `{"host": "web-001"}`. The same tags are the same fault: repeat them exactly in the event with the status `ok`.
             *     Names are free, also those that are reserved for fields of your own. Values end as strings.
             */
            dimension_tags?: {
                [key: string]: string | number | boolean;
            };
            /** @description The value that was measured, a number without quotes. */
            check_value?: number;
        } & {
            [key: string]: string;
        };
        /** @description Name of a member of `event`. */
        EventFieldName: components["schemas"]["UnprefixedName"] & components["schemas"]["UnreservedName"];
        /** @description A name that does not start with `_` or `df_`. */
        UnprefixedName: string;
        /** @description A name that is not reserved. The vendor's list has six names more, which are the members of `event` itself. */
        UnreservedName: string;
        /** @description Any name but `__proto__`. */
        FreeName: string;
        /** @description The request is understood. */
        Accepted: components["schemas"]["Answer"] & {
            /** @description The answer of the service behind the gateway, which has not failed. */
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
        /** @description What can come with the status 200, an acceptance or a failure behind the gateway. */
        Answer: {
            /**
             * @description The HTTP status.
             * @constant
             */
            code: 200;
            /** @description The answer of the service behind the gateway. */
            content: {
                /** @description Empty. Absent in a failure. */
                data?: {
                    [key: string]: unknown;
                };
                /** @description 200, or a decimal number such as 400.43 in a failure. */
                error: number;
                /** @description Empty, or the text of a failure. */
                message: string;
                /** @description False in a failure behind the gateway, whatever the HTTP status is. */
                ok: boolean;
                /** @description Name of a failure, such as `EClientBadRequest`. */
                reason?: string;
                /** @description More about a failure. */
                detail?: unknown;
                /** @description Milliseconds between `reqTime` and `respTime`. */
                reqCost: number;
                /**
                 * Format: date-time
                 * @description When the request came, UTC with milliseconds.
                 */
                reqTime: string;
                /**
                 * Format: date-time
                 * @description When the answer went, UTC with milliseconds.
                 */
                respTime: string;
                /** @description The outer `traceId`. */
                traceId: string;
            };
            /** @description Empty when nothing is wrong. */
            errorCode: string;
            /** @description Empty when nothing is wrong. */
            message: string;
            success: boolean;
            /** @description Id of the request; quote it when you ask the vendor. Digits, or `TRACE-` and a UUID on older sites. */
            traceId: string;
        };
        Refused: {
            /** @description The HTTP status. */
            code: number;
            /** @description Empty. */
            content: {
                [key: string]: unknown;
            };
            /** @description The vendor's code of the error. Decide by it, not by the text. */
            errorCode: string;
            /** @description What is wrong. */
            message: string;
            /** @constant */
            success: false;
            /** @description Id of the request; quote it when you ask the vendor. */
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
                 * @description The monitor's `secret`, an opaque text. An unknown secret is not an error, the event is ignored.
                 * @example secret_dev
                 */
                secret: string;
                /**
                 * @description The monitor's `subUri`, the part of the webhook address behind the secret.
                 *     It is compared as a whole after decoding; another one is not an error, the event is ignored.
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
             * @description The request is understood. The event is made, or it is **ignored silently** because no active monitor has this `secret` and `subUri`:
             *     the answer does not tell.
             *
             *     Take it for a success only if `code` is 200, `success` is true, `errorCode` is empty and `content.ok` is not false:
             *     a failure behind the gateway can arrive with the status 200.
             */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"] | components["schemas"]["Answer"];
                };
            };
            /** @description The request breaks a rule. No event is made. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /**
             * @description Too many requests; the status is 401, not 429, and `errorCode` tells which limit it was.
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
            /** @description There is nothing at this path. An unknown `secret` or `subUri` is not answered like this. */
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
