/** An API as an Express router: its own checks between the steps that all APIs share. */
import type { ServerResponse } from 'node:http';
import { type ErrorRequestHandler, type RequestHandler, Router } from 'express';
import { bodyLimit, type Contract, requestReason } from '../contract/contract.ts';
import { finding, refuse } from '../contract/findings.ts';
import { type Faults, NO_MISHAP } from '../faults.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import type { ApiModule } from '../vendors/vendor.ts';
import { type Answer, refusalAnswer, successAnswer } from './answer.ts';
import { type DeliveryContext, resetConnection, send, sendAfterMishap } from './deliver.ts';
import type { Exchange } from './exchange.ts';
import { type Explain, explained } from './explain.ts';
import { type Handling, handlingOf } from './handling.ts';
import { SCHEMA_MISMATCH } from './openapi-validator.ts';
import { BodyConsumedError, receiveBody } from './receive-body.ts';
import { Refusal } from './step.ts';
import type { Judgement, RecordedVerdict } from './verdict.ts';

export interface ApiRouterOptions {
  api: ApiModule;
  store: Store;
  faults: Faults;
  delivery: DeliveryContext;
  clock: () => number;
  /** Bytes of a body that are kept in memory where the contract states no limit. */
  safetyBytes: number;
  onError: (error: unknown) => void;
  log: Log;
  /** Adds the findings to a response header; undefined adds nothing. */
  explain?: Explain | undefined;
}

/** Returns the router that responds to every request with the API's own envelope. */
export function apiRouter(options: ApiRouterOptions): Router {
  const { api, clock, safetyBytes } = options;
  const router = Router({ caseSensitive: true, strict: true });
  router.use(
    receiveBody(bodyLimit(api.contract)?.value ?? safetyBytes, clock),
    locate(options),
    ...api.pipeline,
    accept(api),
    refused(options),
    answer(options),
    record(options),
    respond(options),
    unrecorded(options),
  );
  return router;
}

/** Finds the operation, and takes the fault that is set for this request. */
function locate({ api, faults }: ApiRouterOptions): RequestHandler {
  return function locate(request, _response, next) {
    const handling = handlingOf(request);
    const location = api.locate(handling.exchange);
    if (location.kind === 'elsewhere') {
      handling.answer = location.answer;
      return next(new Refusal(location.judgement));
    }
    handling.operation = api.contract.operation.id;
    handling.mishap = faults.take(api.contract.vendor);
    const { failure } = handling.mishap;
    if (failure && 'reason' in failure) return next(new Refusal(failWith(api.contract, failure.reason)));
    if (location.kind === 'refused') return next(new Refusal(location.judgement));
    next();
  };
}

function failWith(contract: Contract, code: string): Judgement {
  if (contract.reasons[code]?.status !== undefined) return refuse(contract, code);
  // A failure that hides in a response of success.
  const reason = finding(contract, code);
  const outcome = reason.outcome === 'ignored' ? 'ignored' : 'rejected';
  return { outcome, reasons: [reason], warnings: [] };
}

/** No check has refused the request: interprets its items. */
function accept(api: ApiModule): RequestHandler {
  return function accept(request, _response, next) {
    const handling = handlingOf(request);
    handling.judgement = api.interpret(handling.exchange);
    next();
  };
}

/** Turns a refusal into a judgement, then resumes: a refused request is recorded like an accepted one. */
function refused({ api, onError }: ApiRouterOptions): ErrorRequestHandler {
  return function refused(error, request, _response, next) {
    if (error instanceof BodyConsumedError) return next(error);
    const handling = handlingOf(request);
    try {
      handling.judgement =
        error === SCHEMA_MISMATCH
          ? api.explain(handling.exchange)
          : error instanceof Refusal
            ? error.judgement
            : fail(handling, api.contract, error, onError);
    } catch (failure) {
      handling.judgement = fail(handling, api.contract, failure, onError);
    }
    next();
  };
}

/** A fault of this server: it is logged, and no set fault alters its response. */
function fail(
  handling: Handling,
  contract: Contract,
  error: unknown,
  onError: (error: unknown) => void,
): Judgement {
  onError(error);
  handling.operation = null;
  handling.mishap = NO_MISHAP;
  handling.answer = internalError(contract);
  return refuse(contract, requestReason(contract, 'internal-error'));
}

/** Makes the response from the judgement. */
function answer({ api, onError }: ApiRouterOptions): RequestHandler {
  return function answer(request, _response, next) {
    const handling = handlingOf(request);
    try {
      handling.answer ??= answerTo(api, handling.exchange, judged(handling));
    } catch (error) {
      handling.judgement?.undo?.();
      handling.judgement = fail(handling, api.contract, error, onError);
    }
    next();
  };
}

function answerTo(api: ApiModule, exchange: Exchange, judgement: Judgement): Answer {
  return judgement.refusal
    ? refusalAnswer(api.contract, judgement.refusal, api.refusalMembers?.(exchange))
    : successAnswer(api.contract, judgement, api.successMembers?.(exchange, judgement));
}

/** Commits the record. A request that a fault resets before that leaves no trace. */
function record({ api, store }: ApiRouterOptions): RequestHandler {
  return function record(request, response, next) {
    const handling = handlingOf(request);
    const { failure } = handling.mishap;
    if (failure?.kind === 'reset' && failure.when === 'before-commit') {
      handling.judgement?.undo?.();
      resetConnection(response);
      return;
    }
    const answer = answered(handling);
    const verdict = verdictOf(api.contract, handling, answer.status);
    const { method, target, headers, bytes } = handling.exchange;
    store.append({ verdict, request: { method, target, headers, body: bytes }, answer }).then(() => {
      handling.verdict = verdict;
      next();
    }, next);
  };
}

/** Sends the response, or what a fault leaves of it. */
function respond({ delivery, log, explain, onError }: ApiRouterOptions): RequestHandler {
  return function respond(request, response) {
    const handling = handlingOf(request);
    const { exchange, mishap, startedAt } = handling;
    const verdict = handling.verdict as RecordedVerdict;
    const answer = explained(explain, { verdict, exchange, answer: answered(handling), onError });
    const sent = { answer, id: exchange.id, method: exchange.method };
    const written = () => log.logsRequests && log.request(verdict, performance.now() - startedAt);
    if (mishap === NO_MISHAP) {
      send(response, sent);
      written();
    } else void sendAfterMishap(response, sent, mishap, delivery).then(written, onError);
  };
}

/** The record was not committed: the client must not read a success, so it gets the API's internal error. */
function unrecorded({ api, onError }: ApiRouterOptions): ErrorRequestHandler {
  return function unrecorded(error, request, response: ServerResponse, next) {
    if (error instanceof BodyConsumedError || response.headersSent) return next(error);
    const { judgement, exchange } = handlingOf(request);
    judgement?.undo?.();
    onError(error);
    send(response, { answer: internalError(api.contract), id: exchange.id, method: exchange.method });
  };
}

function internalError(contract: Contract): Answer {
  const code = requestReason(contract, 'internal-error');
  return refusalAnswer(contract, { code, message: String(contract.reasons[code]?.message) });
}

function judged({ judgement }: Handling): Judgement {
  if (!judgement) throw new Error('a request was answered before it was judged');
  return judgement;
}

function answered({ answer }: Handling): Answer {
  if (!answer) throw new Error('a request was recorded before its response was made');
  return answer;
}

function verdictOf({ vendor, profile }: Contract, handling: Handling, status: number): RecordedVerdict {
  const { exchange, operation } = handling;
  const { outcome, reasons, warnings, facts } = judged(handling);
  return {
    id: exchange.id,
    receivedAt: new Date(exchange.receivedAt).toISOString(),
    vendor,
    profile,
    operation,
    outcome,
    status,
    reasons,
    warnings,
    ...(facts !== undefined && { facts }),
    ...(exchange.bytes.length < exchange.size && { bodyBytes: exchange.size }),
  };
}
