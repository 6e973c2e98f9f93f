/** Defines a service by its rules, its named checks, their order, and its responses. Deliberate mistakes change these parts. */

export interface Incoming {
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  /** Headers, by lowercase name. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  readonly nowMs: number;
  readonly ip: string;
}

export interface Outgoing {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type JsonObject = { [name: string]: Json };

/** Why a request is refused. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly errorCode?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The state that checks share: each may add to it for later checks. */
export interface Work {
  readonly request: Incoming;
  text: string;
  value: Json;
  sender: JsonObject;
  startedMs: number;
}

export type Check = (work: Work) => Refusal | undefined;

export interface Service {
  /** Limits and other parameters. */
  rules: Record<string, number | string | boolean>;
  checks: Record<string, Check>;
  order: string[];
  accept: (work: Work) => Outgoing;
  refuse: (refusal: Refusal, work: Work) => Outgoing;
  /** Returns whether a path belongs to the service. */
  owns: (path: string) => boolean;
}

export interface Credentials {
  readonly dataIds: readonly { dataId: number; accessToken: string; kind: 'metric' | 'event' }[];
  readonly keys: readonly {
    account: string;
    authorized: boolean;
    accessKeyId: string;
    accessKeySecret: string;
    securityToken?: string | undefined;
  }[];
  readonly apiKeys: readonly string[];
}

export interface Setting {
  readonly profile: 'documented' | 'receiver';
  readonly credentials: Credentials;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Runs the checks in order. Returns the first refusal, or acceptance. */
export function responseTo(service: Service, request: Incoming): Outgoing {
  const work: Work = { request, text: '', value: null, sender: {}, startedMs: request.nowMs };
  for (const name of service.order) {
    const refusal = service.checks[name]?.(work);
    if (refusal) return service.refuse(refusal, work);
  }
  return service.accept(work);
}
