/** The steps of an API's router that evaluate a request, from finding its operation to building the response. */
import { type ErrorRequestHandler, type RequestHandler, Router } from 'express';
import { type ApiModule, moduleOf, type OperationModule } from '../apis/api.ts';
import { type Contract, requestReason } from '../contract/contract.ts';
import { refuse } from '../contract/findings.ts';
import { type Faults, NO_EFFECT } from '../faults.ts';
import type { Exchange } from './exchange.ts';
import { injectedReason } from './injected-reason.ts';
import { SCHEMA_MISMATCH } from './openapi-validator.ts';
import { BodyConsumedError } from './receive-body.ts';
import { type RequestState, stateOf } from './request-state.ts';
import { Refusal } from './step.ts';
import { refusalResponse, successResponse, type VendorResponse } from './vendor-response.ts';
import type { Evaluation } from './verdict.ts';

export interface EvaluationOptions {
  api: ApiModule;
  faults: Pick<Faults, 'take'>;
  onError: (error: unknown) => void;
}

/** Finds the operation that a request addresses, and the effect of faults on it. */
export function locate({ api, faults }: EvaluationOptions): RequestHandler {
  return function locate(request, _response, next) {
    const state = stateOf(request);
    const location = api.locate(state.exchange);
    state.module = moduleOf(api, location.kind === 'elsewhere' ? null : location.id);
    const { contract } = state.module;
    if (location.kind === 'elsewhere') {
      state.response = location.response;
      return next(new Refusal(location.evaluation));
    }
    state.operation = contract.operation.id;
    state.effect = faults.take(contract.api);
    const { failure } = state.effect;
    if (failure && 'reason' in failure)
      return next(new Refusal(injectedReason(state.module, state.exchange, failure.reason)));
    if (location.kind === 'refused') return next(new Refusal(location.evaluation));
    const incomplete = contract.operation.reasons['incomplete-body'];
    if (state.exchange.isCutOff && incomplete !== undefined)
      return next(new Refusal(refuse(contract, incomplete)));
    next();
  };
}

/** Returns the checks of the operation that a request addresses. */
export function pipelineOf({ operations }: ApiModule): readonly RequestHandler[] {
  if (operations.length === 1) return operations[0].pipeline;
  const routers = new Map(
    operations.map((module) => {
      const checks = Router({ caseSensitive: true, strict: true });
      checks.use(...(module.pipeline as [RequestHandler]));
      return [module, checks] as const;
    }),
  );
  return [
    function operation(request, response, next) {
      const checks = routers.get(stateOf(request).module as OperationModule) as Router;
      checks(request, response, next);
    },
  ];
}

/** Evaluates a request that passed all checks. */
export const accept: RequestHandler = function accept(request, _response, next) {
  const state = stateOf(request);
  state.evaluation = moduleIn(state).interpret(state.exchange);
  next();
};

/** Returns the operation that the request addresses. */
export function moduleIn({ module }: RequestState): OperationModule {
  if (!module) throw new Error('a step ran before the operation was found');
  return module;
}

/** Turns a rejection into an evaluation and continues, because rejected requests are recorded too. */
export function refused({ api, onError }: EvaluationOptions): ErrorRequestHandler {
  return function refused(error, request, _response, next) {
    if (error instanceof BodyConsumedError) return next(error);
    const state = stateOf(request);
    state.module ??= api.operations[0];
    const { module } = state;
    try {
      state.evaluation =
        error === SCHEMA_MISMATCH
          ? module.explain(state.exchange)
          : error instanceof Refusal
            ? error.evaluation
            : fail(state, module.contract, error, onError);
    } catch (failure) {
      state.evaluation = fail(state, module.contract, failure, onError);
    }
    next();
  };
}

/** Handles an internal error. It is logged, and faults do not affect its response. */
function fail(
  state: RequestState,
  contract: Contract,
  error: unknown,
  onError: (error: unknown) => void,
): Evaluation {
  onError(error);
  state.operation = null;
  state.effect = NO_EFFECT;
  state.response = internalError(contract);
  return refuse(contract, requestReason(contract, 'internal-error'));
}

/** Builds the response from the evaluation. */
export function buildResponse({ onError }: EvaluationOptions): RequestHandler {
  return function buildResponse(request, _response, next) {
    const state = stateOf(request);
    const module = moduleIn(state);
    try {
      state.response ??= vendorResponse(module, state.exchange, evaluationOf(state));
    } catch (error) {
      state.evaluation?.undo?.();
      state.evaluation = fail(state, module.contract, error, onError);
    }
    next();
  };
}

function vendorResponse(module: OperationModule, exchange: Exchange, evaluation: Evaluation): VendorResponse {
  return evaluation.refusal
    ? withHeaders(
        refusalResponse(module.contract, evaluation.refusal, module.refusalProperties?.(exchange)),
        module.refusalHeaders?.(evaluation.refusal),
      )
    : successResponse(module.contract, evaluation, module.successProperties?.(exchange, evaluation));
}

function withHeaders(
  response: VendorResponse,
  headers: Readonly<Record<string, string>> = {},
): VendorResponse {
  return { ...response, headers: { ...response.headers, ...headers } };
}

/** Returns the API's response to an error inside of the server. */
export function internalError(contract: Contract): VendorResponse {
  const code = requestReason(contract, 'internal-error');
  return refusalResponse(contract, { code, message: String(contract.reasons[code]?.message) });
}

/** Returns the evaluation that an earlier step has set. */
export function evaluationOf({ evaluation }: RequestState): Evaluation {
  if (!evaluation) throw new Error('a response was built before the request was evaluated');
  return evaluation;
}

/** Returns the response that an earlier step has built. */
export function responseOf({ response }: RequestState): VendorResponse {
  if (!response) throw new Error('a request was recorded before its response was built');
  return response;
}
