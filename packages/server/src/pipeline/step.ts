/** Turns a check of an API into a named Express middleware. */
import type { RequestHandler } from 'express';
import type { Exchange } from './exchange.ts';
import { stateOf } from './request-state.ts';
import type { Evaluation } from './verdict.ts';

/** Rejects the request by returning an evaluation, or returns `undefined` to let it continue. */
export type Check<Caller> = (
  exchange: Exchange<Caller>,
) => Evaluation | undefined | Promise<Evaluation | undefined>;

/** Passed to `next` by a check that rejects. It is not an `Error`, so that no stack is captured. */
export class Refusal {
  readonly evaluation: Evaluation;

  constructor(evaluation: Evaluation) {
    this.evaluation = evaluation;
  }
}

/**
 * Returns the middleware of a check. Its name appears in stack traces and in lists of a router's layers.
 * @example step('size', sizeStep(contract, maxBytes))
 */
export function step<Caller>(name: string, check: Check<Caller>): RequestHandler {
  const middleware: RequestHandler = (request, _response, next) => {
    const evaluation = check(stateOf(request).exchange as Exchange<Caller>);
    if (evaluation instanceof Promise) evaluation.then((settled) => pass(settled, next), next);
    else pass(evaluation, next);
  };
  Object.defineProperty(middleware, 'name', { value: name });
  return middleware;
}

function pass(evaluation: Evaluation | undefined, next: (error?: unknown) => void): void {
  if (evaluation) next(new Refusal(evaluation));
  else next();
}
