/** What a mistake of somebody who implements a contract is made of. */
import type { Services } from './server.ts';
import type { JsonObject, Outgoing, Refusal, Service, Work } from './service.ts';

export interface Break {
  readonly vendor: keyof Services;
  readonly wrong: string;
  /** @default 'documented' */
  readonly profile?: 'documented' | 'receiver';
  readonly alter: (service: Service) => void;
}

export const rule =
  (rules: Service['rules']) =>
  (service: Service): void =>
    void Object.assign(service.rules, rules);

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

/** Another last word on each answer. */
export const answers =
  (alter: (answer: Outgoing, work: Work) => Outgoing) =>
  (service: Service): void => {
    const { accept, refuse } = service;
    service.accept = (work) => alter(accept(work), work);
    service.refuse = (refusal, work) => alter(refuse(refusal, work), work);
  };

/** Other values of members of each body. */
export const members = (change: (body: JsonObject) => JsonObject) =>
  bodies((body) => void Object.assign(body, change(body)));

export const bodies = (alter: (body: JsonObject) => void) =>
  answers((answer) => {
    const body = JSON.parse(answer.body) as JsonObject;
    alter(body);
    return { ...answer, body: JSON.stringify(body) };
  });

/** Another outcome of a check. */
export const check =
  (name: string, alter: (refusal: Refusal | undefined, work: Work) => Refusal | undefined) =>
  (service: Service): void => {
    const own = service.checks[name];
    service.checks[name] = (work) => alter(own?.(work), work);
  };

/** A check lets a refusal with this text pass. */
export const lenient = (name: string, text: string) =>
  check(name, (refusal) => (refusal?.message.includes(text) ? undefined : refusal));
