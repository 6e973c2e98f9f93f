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
         * @description The body is JSON whatever the `Content-Type` header says: none, an empty one and
         *     `application/x-www-form-urlencoded` (what `curl -d` sends) all work. The slash at the end of the path is required.
         *
         *     The checks run in this order: JSON, `data_id` and `access_token`, rate limit, content.
         *     So a wrong token hides a bad body, and a refused body has used quota.
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
        /** @description A report of metrics or a report of events; the registration of the data id says which one is taken. */
        Push: components["schemas"]["MetricPush"] | components["schemas"]["EventPush"];
        /** @description What the proxy decodes before it looks at anything else. `null` is decoded like `{}`. */
        PushRecord: {
            /** @description Data id of the custom report. An integer literal of at most 64 bits: `"1500101"` and `1500101.0` are refused. */
            data_id?: number | null;
            /** @description Token of the data id, shown beside it in BlueKing. */
            access_token?: string | null;
            /** @description Sent by some clients, not used. */
            version?: string | null;
        } | null;
        /** Metrics */
        MetricPush: components["schemas"]["PushRecord"] & {
            /** @description Data id registered for metrics. */
            data_id: number;
            /** @description Token of this data id. */
            access_token: string;
            version?: unknown;
            /** @description The data points; at least one. One bad point refuses all of them. */
            data: components["schemas"]["MetricItem"][];
        };
        /** Data point */
        MetricItem: {
            /** @description Metric name to value; at least one. A name starts with a letter or `_` and goes on with letters, digits and `_`. */
            metrics: {
                [key: string]: number;
            };
            /** @description What the data is about, such as an IP address; `0:192.168.0.1` names the cloud area too. Becomes the dimension `target`. */
            target: string;
            /**
             * @description Your own dimensions, strings only. `event_type` marks the kind of an event: `abnormal` (the default) or `recovery`.
             *     The member is called `dimension`: `dimensions` is ignored and its data is lost.
             */
            dimension?: {
                [key: string]: string;
            };
            /**
             * @description When it was measured, in **milliseconds** since 1970. Absent or 0: the time of receipt.
             *     Refused when it lies too far ahead of the proxy's clock.
             */
            timestamp?: number;
        };
        /** @description Name of a metric or of a dimension of a metric. */
        Name: string;
        /** Events */
        EventPush: components["schemas"]["PushRecord"] & {
            /** @description Data id registered for events. */
            data_id: number;
            /** @description Token of this data id. */
            access_token: string;
            version?: unknown;
            /** @description The events; at least one. One bad event refuses all of them. */
            data: components["schemas"]["EventItem"][];
        };
        /** Event */
        EventItem: {
            /** @description What the event is about, such as an IP address; `0:192.168.0.1` names the cloud area too. */
            target: string;
            /** @description Name of the event, free text. Events with an empty name are accepted and dropped later. */
            event_name: string;
            /** @description The event itself. Other members than `content`, such as `count`, are kept. */
            event: {
                /** @description What happened. */
                content: string;
            } & {
                [key: string]: unknown;
            };
            /** @description Your own dimensions: names are free text, values are strings. `event_type` is `abnormal` (the default) or `recovery`. */
            dimension?: {
                [key: string]: string;
            };
            /**
             * @description When it happened, in **milliseconds** since 1970. Absent or 0: the time of receipt.
             *     Refused when it lies too far ahead of the proxy's clock. An event with a time in seconds is accepted and dropped later.
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
            /**
             * @description `success`, or empty on newer proxies.
             * @enum {string}
             */
            message: "success" | "";
            /**
             * Format: uuid
             * @description Id of the request; newer proxies send none.
             */
            request_id?: string;
        };
        Refused: {
            /** @description The HTTP status as a string. */
            code: string;
            /**
             * @description `"false"`, a string: a test for truth takes it for success.
             * @constant
             */
            result: "false";
            /** @description Why. The text changes between versions of the proxy; do not compare it. */
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
             *     A client must look at them, not at `message`, at `request_id` or at the Content-Type of the answer.
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
            /** @description The `data_id` and the `access_token` do not belong together. The answer repeats the token. */
            401: {
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
