/** Defines deliberate mistakes in the independent server, and functions to build them. */
import type { Services } from './server.ts';
import type { JsonObject, Outgoing, Refusal, Service, Work } from './service.ts';

/** A mistake that an implementer of a contract could make. */
export interface Break {
  readonly api: keyof Services;
  /** What is wrong, as a clause. */
  readonly wrong: string;
  /** @default 'documented' */
  readonly profile?: 'documented' | 'receiver';
  readonly alter: (service: Service) => void;
}

/** Changes values of rules. */
export const rule =
  (rules: Service['rules']) =>
  (service: Service): void =>
    void Object.assign(service.rules, rules);

/** Removes checks. */
export const without =
  (...names: string[]) =>
  (service: Service): void => {
    service.order = service.order.filter((name) => !names.includes(name));
  };

/** Moves a check before another one. */
export const before =
  (moved: string, other: string) =>
  (service: Service): void => {
    const order = service.order.filter((name) => name !== moved);
    service.order = order.toSpliced(order.indexOf(other), 0, moved);
  };

/** Changes every response. */
export const responses =
  (alter: (response: Outgoing, work: Work) => Outgoing) =>
  (service: Service): void => {
    const { accept, refuse } = service;
    service.accept = (work) => alter(accept(work), work);
    service.refuse = (refusal, work) => alter(refuse(refusal, work), work);
  };

/** Changes properties of every response body. */
export const properties = (change: (body: JsonObject) => JsonObject) =>
  bodies((body) => void Object.assign(body, change(body)));

/** Edits every response body in place. */
export const bodies = (alter: (body: JsonObject) => void) =>
  responses((response) => {
    const body = JSON.parse(response.body) as JsonObject;
    alter(body);
    return { ...response, body: JSON.stringify(body) };
  });

/** Changes the result of a check. */
export const check =
  (name: string, alter: (refusal: Refusal | undefined, work: Work) => Refusal | undefined) =>
  (service: Service): void => {
    const own = service.checks[name];
    service.checks[name] = (work) => alter(own?.(work), work);
  };

/** Makes a check ignore refusals whose message contains this string. */
export const lenient = (name: string, part: string) =>
  check(name, (refusal) => (refusal?.message.includes(part) ? undefined : refusal));
