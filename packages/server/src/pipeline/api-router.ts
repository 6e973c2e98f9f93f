/** Creates the Express router of an API: the API's own checks, between the steps that all APIs share. */
import type { ServerResponse } from 'node:http';
import { type ErrorRequestHandler, type RequestHandler, Router } from 'express';
import type { ApiModule } from '../apis/api.ts';
import { type Faults, NO_EFFECT } from '../faults.ts';
import type { Log } from '../log.ts';
import { recordedSummary } from '../store/request-summary.ts';
import type { Store, StoredRequest } from '../store/store.ts';
import { type DeliveryContext, resetConnection, send, sendWithEffect } from './deliver.ts';
import {
  accept,
  buildResponse,
  evaluationOf,
  internalError,
  locate,
  moduleIn,
  pipelineOf,
  refused,
  responseOf,
} from './evaluation-steps.ts';
import { type Explain, withExplanation } from './explain.ts';
import { BodyConsumedError, bodyReceiver } from './receive-body.ts';
import { type RequestState, stateOf } from './request-state.ts';
import type { RecordedVerdict } from './verdict.ts';

export interface ApiRouterOptions {
  api: ApiModule;
  /** Id of the sandbox that the requests belong to, or an empty string outside of sandboxes. */
  sandbox: string;
  store: Store;
  faults: Faults;
  delivery: DeliveryContext;
  clock: () => number;
  /** Number of bytes of a body kept in memory if the contract states no limit. */
  safetyBytes: number;
  onError: (error: unknown) => void;
  log: Log;
  /** Returns the findings for a response header, or `undefined` to add none. */
  explain?: Explain | undefined;
}

/** The router of an API, and its first step. */
export interface ApiRouter {
  /** The first step of the router. It skips requests that have already been through it. */
  receive: RequestHandler;
  /** Responds to every request with the API's own envelope. */
  router: Router;
}

/** Creates the router of an API. */
export function apiRouter(options: ApiRouterOptions): ApiRouter {
  const { api } = options;
  const receive = bodyReceiver(options);
  const router = Router({ caseSensitive: true, strict: true });
  router.use(
    receive,
    locate(options),
    ...pipelineOf(api),
    accept,
    refused(options),
    buildResponse(options),
    record(options),
    respond(options),
    unrecorded(options),
  );
  return { receive, router };
}

/** Commits the record, unless a fault resets the connection before the commit. */
function record({ store, sandbox }: ApiRouterOptions): RequestHandler {
  return function record(request, serverResponse, next) {
    const state = stateOf(request);
    const { failure } = state.effect;
    if (failure?.kind === 'reset' && failure.when === 'before-commit') {
      state.evaluation?.undo?.();
      state.exchange.undo?.();
      resetConnection(serverResponse);
      return;
    }
    const response = responseOf(state);
    const { method, target, headers, bytes } = state.exchange;
    const received = { method, target, headers, body: bytes };
    const verdict = verdictOf(state, received, { status: response.status, sandbox });
    store.append({ verdict, request: received, response }).then(() => {
      state.verdict = verdict;
      next();
    }, next);
  };
}

/** Sends the response, changed by faults if any are set. */
function respond({ delivery: context, log, explain, clock, onError }: ApiRouterOptions): RequestHandler {
  return function respond(request, response) {
    const state = stateOf(request);
    const { exchange, effect, startedAt } = state;
    const verdict = state.verdict as RecordedVerdict;
    const explanation = { verdict, exchange, response: responseOf(state), onError };
    const content = withExplanation(explain, explanation);
    const delivery = { content, id: exchange.id, method: exchange.method, nowMs: clock() };
    const logRequest = () => log.logsRequests && log.request(verdict, performance.now() - startedAt);
    if (effect === NO_EFFECT) {
      send(response, delivery);
      logRequest();
    } else void sendWithEffect(response, delivery, effect, context).then(logRequest, onError);
  };
}

/** Responds with the API's internal error if the record was not committed, so that the client never sees a success. */
function unrecorded({ clock, onError }: ApiRouterOptions): ErrorRequestHandler {
  return function unrecorded(error, request, response: ServerResponse, next) {
    if (error instanceof BodyConsumedError || response.headersSent) return next(error);
    const state = stateOf(request);
    const { evaluation, exchange } = state;
    evaluation?.undo?.();
    onError(error);
    send(response, {
      content: internalError(moduleIn(state).contract),
      id: exchange.id,
      method: exchange.method,
      nowMs: clock(),
    });
  };
}

/** Properties of a verdict that are not part of the evaluation. */
interface RecordProperties {
  status: number;
  sandbox: string;
}

function verdictOf(
  state: RequestState,
  request: StoredRequest,
  { status, sandbox }: RecordProperties,
): RecordedVerdict {
  const module = moduleIn(state);
  const { api, profile } = module.contract;
  const { exchange, operation } = state;
  const { outcome, reasons, warnings, facts } = evaluationOf(state);
  const verdict: RecordedVerdict = {
    id: exchange.id,
    receivedAt: new Date(exchange.receivedAt).toISOString(),
    api,
    ...(sandbox !== '' && { sandbox }),
    profile,
    operation,
    outcome,
    status,
    reasons,
    warnings,
  };
  // A body that no step has decoded is decoded for its title once someone reads the record, not while its sender waits.
  if (exchange.body !== undefined)
    verdict.summary = recordedSummary(module, { request, size: exchange.size, body: exchange.body });
  if (facts !== undefined) verdict.facts = facts;
  if (exchange.bytes.length < exchange.size) verdict.bodyBytes = exchange.size;
  return verdict;
}
