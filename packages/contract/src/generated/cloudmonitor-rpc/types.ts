// Generated from spec/ by `npm run generate`. Do not edit.

export interface paths {
    "/#Action=PutCustomEvent": {
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
         * @description Reports one event or several.
         *
         *     ### How to send it
         *
         *     Each property of an event is a parameter: `EventInfo.1.EventName`, `EventInfo.1.Content`, `EventInfo.2.EventName`, and so on. The index starts
         *     at 1 and has no gaps. The SDKs send the parameters in the query of a `POST` without a body; a form works as well, and avoids limits on the
         *     length of a URL. Percent-encode names and values.
         *
         *     ### How to sign it
         *
         *     - **ACS3**: the headers `x-acs-action`, `x-acs-version`, `x-acs-date`, `x-acs-signature-nonce`, `x-acs-content-sha256` and `Authorization`.
         *     - **Version 1**: the parameters `Action`, `Version`, `AccessKeyId`, `Timestamp`, `SignatureMethod`, `SignatureVersion`, `SignatureNonce` and `Signature`.
         *
         *     Both sign the decoded parameters, encoded once more. Send every request to the path `/`: this is also the path that both sign. Each
         *     request needs a new nonce. The section "Sign requests" of the guide has every step of both schemes, with the values of a request.
         *
         *     ### Order of the checks
         *
         *     Action and version; key; timestamp; signature; nonce; security token; permission; rate limit; size; parameters; events. The order is our choice.
         *     Events are checked one by one. If several properties are wrong, the response reports the first one in the order of the schema.
         */
        post: operations["putCustomEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/#Action=PutEvent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report custom events as one JSON text
         * @description Reports one event or several, as one JSON text in the parameter `EventInfo`. The vendor's SDKs for the version 2018-03-08 and the older
         *     command line `aliyuncli` call it; no page describes it. Use `PutCustomEvent` in new programs.
         *
         *     The command line of the vendor sends single quotes, `[{'name':'n','content':'c'}]`, and they are accepted here.
         *     Signing and the order of the checks are those of `PutCustomEvent`.
         */
        post: operations["putEvent"];
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
         * Events of PutCustomEvent
         * @description The events of a request, decoded. If one event is invalid, all are refused.
         */
        PutCustomEventRequest: {
            /** @description The events, at least one. */
            EventInfo: components["schemas"]["PutCustomEventItem"][];
        };
        /**
         * Event of PutCustomEvent
         * @description One event. All values are strings.
         */
        PutCustomEventItem: {
            /** @description Name of the event, by which alert rules select it. No maximum length is published. */
            EventName: string;
            /** @description What happened, as text. No limit is published but that of the request. */
            Content: string;
            /** @description Number of the application group (应用分组) that the event belongs to, as digits. Absent or 0, it belongs to no group. */
            GroupId?: string;
            Time?: components["schemas"]["EventTime"];
        };
        /**
         * Events of PutEvent
         * @description The events of a request, decoded from the JSON text. If one event is invalid, all are refused.
         */
        PutEventRequest: {
            /** @description The events, at least one. */
            EventInfo: components["schemas"]["PutEventItem"][];
        };
        /**
         * Event of PutEvent
         * @description One event.
         */
        PutEventItem: {
            /** @description Name of the event, by which alert rules select it. No maximum length is published. */
            name: string;
            /** @description What happened, as text. No limit is published but that of the request. */
            content: string;
            /** @description Number of the application group (应用分组) that the event belongs to, as a string of digits. Absent or 0, it belongs to no group. */
            groupId?: string;
            time?: components["schemas"]["EventTime"];
        };
        /**
         * Time of an event
         * @description When it happened, as `yyyyMMddTHHmmss.SSS` and an offset such as `+0800`, or in milliseconds since 1970, 13 digits.
         *     Absent: the time of receipt.
         */
        EventTime: string;
        /**
         * Accepted
         * @description The events are accepted.
         */
        Accepted: {
            /**
             * @description `"200"`, a string.
             * @constant
             */
            Code: "200";
            /** @description `success`. */
            Message: string;
            /** @description Id of the request. */
            RequestId: string;
        };
        /**
         * Refused
         * @description No event is accepted. The properties are those of the gateway; the service itself may leave out `HostId` and `Recommend`.
         */
        Refused: {
            /** @description Id of the request. */
            RequestId: string;
            /** @description The host that the request was sent to. */
            HostId?: string;
            /** @description Code of the error, such as `SignatureDoesNotMatch`. */
            Code: string;
            /** @description What is wrong. */
            Message: string;
            /** @description Address of a page about the error. */
            Recommend?: string;
        };
    };
    responses: {
        /** @description The events are accepted if `Code` is `"200"`. Any other `Code` is a failure, although the HTTP status is that of a success. */
        Accepted: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Accepted"] | components["schemas"]["Refused"];
            };
        };
        /** @description The request breaks a rule. None of its events is accepted. */
        BadRequest: {
            headers: {
                /**
                 * @description With `Throttling.User`, the milliseconds to wait. The vendor's SDKs obey it, and ignore `Retry-After`.
                 * @example 1000
                 */
                "x-acs-retry-after"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Refused"];
            };
        };
        /** @description The key may not report events. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Refused"];
            };
        };
        /** @description There is no such operation, or no such key. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Refused"];
            };
        };
        /** @description The service could not handle the request. */
        InternalError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Refused"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    putCustomEvent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The events, as parameters in the query, in a form, or in both. GET has the query only. */
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["PutCustomEventRequest"];
            };
        };
        responses: {
            200: components["responses"]["Accepted"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
        };
    };
    putEvent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The events, as parameters in the query, in a form, or in both. GET has the query only. */
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["PutEventRequest"];
            };
        };
        responses: {
            200: components["responses"]["Accepted"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
        };
    };
}
