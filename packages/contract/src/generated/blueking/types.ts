// Generated from spec/ by `npm run generate`. Do not edit.

export interface paths {
    "/v2/push/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report custom metrics or custom events
         * @description The body is read as JSON whatever the `Content-Type` header says. A missing header, an empty one and
         *     `application/x-www-form-urlencoded` (which `curl -d` sends) all work. The trailing slash of the path is required.
         *
         *     The checks run in this order: JSON, `data_id` and `access_token`, rate limit, content.
         *     A wrong token therefore hides a bad body, and a refused body still uses quota.
         *     If several properties are wrong, the response reports the first one in the order in which the schema lists them;
         *     items are checked one by one.
         */
        post: operations["pushCustomReport"];
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
        /** @description A report of metrics or of events. The registration of the data id decides which one is accepted. */
        Push: components["schemas"]["MetricPush"] | components["schemas"]["EventPush"];
        /** @description The properties that the proxy decodes before it checks anything else. `null` is decoded like `{}`. */
        PushRecord: {
            /**
             * Format: int64
             * @description Data id of the custom report. It must be an integer literal of at most 64 bits: `"1500101"` and `1500101.0` are refused.
             */
            data_id?: number | null;
            /** @description Token of the data id, shown next to it in BlueKing. */
            access_token?: string | null;
            version?: components["schemas"]["Version"];
            type?: components["schemas"]["UnusedType"];
        } | null;
        /** @description Not used, but decoded like `version`. */
        UnusedType: string | null;
        /** @description Some clients send it. It is not used. */
        Version: string | null;
        /** Metrics */
        MetricPush: {
            /**
             * Format: int64
             * @description Data id registered for metrics.
             */
            data_id: number;
            /** @description Token of this data id. */
            access_token: string;
            version?: components["schemas"]["Version"];
            type?: components["schemas"]["UnusedType"];
            /** @description The data points, at least one. If one point is invalid, all are refused. */
            data: components["schemas"]["MetricItem"][];
        };
        /** Data point */
        MetricItem: {
            /** @description Maps metric names to values, at least one. A name consists of letters, digits and `_`, and does not start with a digit. */
            metrics: {
                [key: string]: number;
            };
            /** @description The source of the data, such as an IP address. `0:192.168.0.1` includes the cloud area. It becomes the dimension `target`. */
            target: string;
            /**
             * @description Custom dimensions, strings only. `event_type` marks the kind of event: `abnormal` (the default) or `recovery`.
             *     The property is called `dimension`. `dimensions` is ignored, and its data is lost.
             */
            dimension?: {
                [key: string]: string;
            };
            /**
             * Format: double
             * @description The time of the measurement, in **milliseconds** since 1970. If it is absent or 0, the time of receipt is used.
             *     It must not be too far ahead of the proxy's clock.
             */
            timestamp?: number;
        };
        /** @description Name of a metric or of a dimension of a metric. */
        Name: string;
        /** Events */
        EventPush: {
            /**
             * Format: int64
             * @description Data id registered for events.
             */
            data_id: number;
            /** @description Token of this data id. */
            access_token: string;
            version?: components["schemas"]["Version"];
            type?: components["schemas"]["UnusedType"];
            /** @description The events, at least one. If one event is invalid, all are refused. */
            data: components["schemas"]["EventItem"][];
        };
        /** Event */
        EventItem: {
            /** @description The affected object, such as an IP address. `0:192.168.0.1` includes the cloud area. */
            target: string;
            /** @description Name of the event, free text. Events with an empty name are accepted and dropped later. */
            event_name: string;
            /** @description The event itself. Properties other than `content`, such as `count`, are kept. */
            event: {
                /** @description What happened. */
                content: string;
            } & {
                [key: string]: unknown;
            };
            /** @description Custom dimensions. Names are free text, values are strings. `event_type` is `abnormal` (the default) or `recovery`. */
            dimension?: {
                [key: string]: string;
            };
            /**
             * Format: double
             * @description The time of the event, in **milliseconds** since 1970. If it is absent or 0, the time of receipt is used.
             *     It must not be too far ahead of the proxy's clock. An event with a time in seconds is accepted and dropped later.
             */
            timestamp?: number;
        };
        Accepted: {
            /**
             * @description `"200"`, a string.
             * @constant
             */
            code: "200";
            /**
             * @description `"true"`, a string.
             * @constant
             */
            result: "true";
            /** @description `success`, or empty on newer proxies. */
            message: string;
            /**
             * Format: uuid
             * @description Id of the request. Newer proxies do not send one.
             */
            request_id?: string;
        };
        Refused: {
            /** @description The HTTP status as a string. */
            code: string;
            /**
             * @description `"false"`, a string, so a truthiness check treats it as success.
             * @constant
             */
            result: "false";
            /** @description The cause. The message differs between versions of the proxy, so do not compare it. */
            message: string;
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
    pushCustomReport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Credentials and items, all metrics or all events, as JSON in UTF-8 without a byte order mark. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["Push"];
            };
        };
        responses: {
            /**
             * @description The request is accepted as a whole. `code` and `result` are strings.
             *     A client must check them, and not `message`, `request_id` or the Content-Type of the response.
             */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            /** @description The body is not JSON, or an item breaks a rule. Nothing of the request is kept. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The `data_id` and the `access_token` do not belong together. The response repeats the token. */
            401: {
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
            /** @description Too many requests for this data id. There is no `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The proxy could not read the request. */
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
