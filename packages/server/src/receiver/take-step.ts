/** Hands the events of an accepted request over, before the response is sent. */
import type { RequestHandler } from 'express';
import type { OperationModule } from '../apis/api.ts';
import { bodyLimit, requestReason } from '../contract/contract.ts';
import { refuseAs } from '../contract/findings.ts';
import { moduleIn } from '../pipeline/evaluation-steps.ts';
import type { Exchange } from '../pipeline/exchange.ts';
import { injectedReason } from '../pipeline/injected-reason.ts';
import { stateOf } from '../pipeline/request-state.ts';
import { Refusal } from '../pipeline/step.ts';
import type { Evaluation } from '../pipeline/verdict.ts';
import { eventsOf } from './event-form.ts';
import type { ReceiverOptions, TakeRefusal } from './receiver.ts';

/** Returns the step. It refuses the request if its events are not taken. */
export function takeStep(takeEvents: ReceiverOptions['take']): RequestHandler {
  return function take(request, _response, next) {
    const { exchange, ...state } = stateOf(request);
    const module = moduleIn({ exchange, ...state });
    takeEvents(eventsOf(module, exchange.body ?? null)).then((taken) => {
      if (taken === true) next();
      else next(new Refusal(taken === false ? tooMany(module, exchange) : refusalOf(module, taken)));
    }, next);
  };
}

function refusalOf({ contract }: OperationModule, { problem, message }: TakeRefusal): Evaluation {
  const { maxItems, rates } = contract.operation.limits;
  const code =
    problem === 'too-large'
      ? (maxItems?.reason ?? bodyLimit(contract)?.reason ?? rates[0]?.reason)
      : requestReason(contract, 'malformed-json');
  return refuseAs(contract, code ?? requestReason(contract, 'internal-error'), { message });
}

/** Returns the vendor's refusal for a sender over its rate limit. */
export function tooMany(module: OperationModule, exchange: Exchange): Evaluation {
  const { contract } = module;
  const [limit] = contract.operation.limits.rates;
  return injectedReason(module, exchange, limit?.reason ?? requestReason(contract, 'internal-error'));
}
