/** The parts of a service that a deliberate break can reach: numbers, checks by name, their order, and the last word on an answer. */

export interface Incoming {
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  /** By lower-case name. */
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

/** What checks find out for those behind them. */
export interface Work {
  readonly request: Incoming;
  text: string;
  value: Json;
  sender: JsonObject;
  startedMs: number;
}

export type Check = (work: Work) => Refusal | undefined;

export interface Service {
  /** Limits, and other values that a rule has. */
  rules: Record<string, number | string | boolean>;
  checks: Record<string, Check>;
  order: string[];
  accept: (work: Work) => Outgoing;
  refuse: (refusal: Refusal, work: Work) => Outgoing;
  /** Whether a path belongs to it. */
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

/** The first refusal of the checks in their order. */
export function answerOf(service: Service, request: Incoming): Outgoing {
  const work: Work = { request, text: '', value: null, sender: {}, startedMs: request.nowMs };
  for (const name of service.order) {
    const refusal = service.checks[name]?.(work);
    if (refusal) return service.refuse(refusal, work);
  }
  return service.accept(work);
}
