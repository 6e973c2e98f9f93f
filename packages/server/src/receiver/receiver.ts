/** Receives requests to one API on behalf of the vendor: the API's own pipeline without credentials and limits. */
import {
  type ApiName,
  apiNames,
  checkedName,
  checkedOptions,
  configPartOf,
  isObject,
  type Json,
  type JsonObject,
  loadBundle,
  type OpenApiDocument,
  type OptionNames,
  type PartialConfig,
  type Profile,
  parseConfig,
  profiles,
} from '@pushspec/contract';
import { type RequestHandler, Router } from 'express';
import { apis } from '../apis/index.ts';
import { contractFrom } from '../contract/contract.ts';
import { NO_EFFECT } from '../faults.ts';
import { send } from '../pipeline/deliver.ts';
import {
  accept,
  buildResponse,
  type EvaluationOptions,
  evaluationOf,
  locate,
  pipelineOf,
  refused,
  responseOf,
} from '../pipeline/evaluation-steps.ts';
import { bodyReceiver } from '../pipeline/receive-body.ts';
import { stateOf } from '../pipeline/request-state.ts';
import type { Evaluation, Finding } from '../pipeline/verdict.ts';
import type { MountableRouter } from '../server-options.ts';
import { type CheckedEvents, eventChecker } from './check-events.ts';
import { eventsOf } from './event-form.ts';
import { takeStep } from './take-step.ts';

/** Options of `createReceiver`. */
export interface ReceiverOptions {
  api: ApiName;
  /**
   * The target: a configuration whose first data id or monitor is the only one that requests may name. APIs whose requests do
   * not name a target ignore it.
   */
  config: PartialConfig;
  /**
   * Stores the events of a request, in the form that the API's client takes. The success response is sent once it resolves to
   * `true`. `false` means that there is no room, which the sender sees as the vendor's rate limit. A refusal means that the
   * same request cannot succeed later. If it rejects, the sender gets the vendor's internal error.
   */
  take(events: readonly JsonObject[]): Promise<boolean | TakeRefusal>;
  /** @default 'documented' */
  profile?: Profile;
  /** Returns the current time in milliseconds since 1970. @default Date.now */
  clock?: () => number;
  /** Called with the result of each request when its response is sent. */
  onResponse?: ((result: ReceivedResult) => void) | undefined;
  /** Called with failures inside of the receiver, and with the rejections of `take`. */
  onError: (error: unknown) => void;
}

/** Why the events of a request can never be taken. The sender gets the message in the vendor's own refusal. */
export interface TakeRefusal {
  /** `too-large`: too many events or bytes. `malformed`: the body has a value that cannot be kept. */
  readonly problem: 'too-large' | 'malformed';
  readonly message: string;
}

/** The result of a request. */
export interface ReceivedResult {
  outcome: Evaluation['outcome'];
  /** Status of the response. */
  status: number;
  /** Number of events that were taken. */
  events: number;
  /** Code of the first reason of a refusal. */
  reason?: string;
}

/** Receives requests of vendors' clients, and checks events that arrive in another form. */
export interface Receiver {
  /** Responds to every request as the vendor does. Mount it after your own paths and before body parsers. */
  readonly router: MountableRouter;
  /** Checks events in the form that the API's client takes, each as if it was alone in a request. */
  check(events: readonly Json[]): Promise<CheckedEvents>;
}

const OPTIONS: OptionNames<ReceiverOptions> = {
  ...{ api: true, config: true, take: true, profile: true, clock: true, onResponse: true, onError: true },
};

/** Bytes of a body kept in memory if the contract states no limit. */
const SAFETY_BYTES = 32 * 1024 * 1024;

/**
 * Creates a receiver. It authenticates nobody and limits no rate, so let only trusted programs reach its router. Credentials
 * in requests are ignored.
 *
 * @throws TypeError if an option is unknown or missing
 * @throws ConfigError if the configuration is not valid
 */
export async function createReceiver(options: ReceiverOptions): Promise<Receiver> {
  const { api, take, onError, onResponse } = checkedOptions('createReceiver', options, OPTIONS);
  const { profile = 'documented', clock = Date.now } = options;
  checkedName({ what: 'api', value: api, names: apiNames });
  checkedName({ what: 'profile', value: profile, names: profiles });
  const contract = contractFrom(withoutHeaders(loadBundle(api, profile)), { api, profile });
  const part = configPartOf(api);
  if (apis[api].namesTarget && options.config[part] === undefined)
    throw new TypeError(`the configuration needs \`${part}\`, with the only target of ${api}`);
  const config = parseConfig(options.config);
  const module = await apis[api].create({
    ...{ contract, config, clock, onError, isReceiver: true, random: Math.random },
    shared: (_, create) => create(),
    onReset: () => undefined,
    safetyBytes: SAFETY_BYTES,
    store: { list: async () => [] },
  });
  const steps: EvaluationOptions = { api: module, faults: { take: () => NO_EFFECT }, onError };
  const router = Router({ caseSensitive: true, strict: true });
  router.use(
    bodyReceiver({ api: module, clock, safetyBytes: SAFETY_BYTES }),
    locate(steps),
    ...pipelineOf(module),
    accept,
    takeStep(take),
    refused(steps),
    buildResponse(steps),
    respond({ clock, onResponse }),
  );
  const [credential] = apis[api].credentials(config);
  return {
    router: router as unknown as MountableRouter,
    check: eventChecker({ steps, credential, clock }),
  };
}

function respond({
  clock,
  onResponse,
}: Required<Pick<ReceiverOptions, 'clock'>> & Pick<ReceiverOptions, 'onResponse'>): RequestHandler {
  return function respond(request, response) {
    const state = stateOf(request);
    const { outcome, refusal, reasons } = evaluationOf(state);
    const content = responseOf(state);
    const { id, method, body = null } = state.exchange;
    const isRefused = refusal !== undefined || outcome === 'rejected';
    const events = isRefused || !state.module ? 0 : eventsOf(state.module, body).length;
    onResponse?.({ outcome, status: content.status, events, ...(isRefused && reasonIn(reasons)) });
    send(response, { content, id, method, nowMs: clock() });
  };
}

function reasonIn([first]: readonly Finding[]): { reason?: string } {
  return first ? { reason: first.code } : {};
}

/** Returns a copy of a document whose operations declare no headers: they belong to signatures, which a receiver does not check. */
function withoutHeaders(document: OpenApiDocument): OpenApiDocument {
  const copy = structuredClone(document);
  for (const path of Object.values(copy.paths as object)) {
    for (const operation of Object.values(path as Record<string, Json>)) {
      if (isObject(operation) && Array.isArray(operation.parameters))
        operation.parameters = operation.parameters.filter((one) => !isObject(one) || one.in !== 'header');
    }
  }
  return copy;
}
