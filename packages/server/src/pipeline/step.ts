/** A check of an API as a named Express middleware. */
import type { RequestHandler } from 'express';
import type { Exchange } from './exchange.ts';
import { handlingOf } from './handling.ts';
import type { Judgement } from './verdict.ts';

/** Refuses the request by returning a judgement, or returns `undefined` to let it continue. */
export type Check<Caller> = (
  exchange: Exchange<Caller>,
) => Judgement | undefined | Promise<Judgement | undefined>;

/** Passed to `next` by a check that refuses. It is not an `Error`, so that no stack is captured. */
export class Refusal {
  readonly judgement: Judgement;

  constructor(judgement: Judgement) {
    this.judgement = judgement;
  }
}

/**
 * Returns the middleware of a check. Its name appears in stack traces and in lists of a router's layers.
 * @example step('size', sizeStep(contract, maxBytes))
 */
export function step<Caller>(name: string, check: Check<Caller>): RequestHandler {
  const middleware: RequestHandler = (request, _response, next) => {
    const judgement = check(handlingOf(request).exchange as Exchange<Caller>);
    if (judgement instanceof Promise) judgement.then((settled) => pass(settled, next), next);
    else pass(judgement, next);
  };
  Object.defineProperty(middleware, 'name', { value: name });
  return middleware;
}

function pass(judgement: Judgement | undefined, next: (error?: unknown) => void): void {
  if (judgement) next(new Refusal(judgement));
  else next();
}
