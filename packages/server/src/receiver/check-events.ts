/** Checks events that did not arrive in a request of the vendor's clients, in the API's own pipeline. */
import type { Json, JsonObject } from '@pushspec/contract';
import express, { type Request, type Response, Router } from 'express';
import { composeUnsigned } from '../admin/compose.ts';
import type { NamedCredential } from '../apis/api.ts';
import { reasonOf } from '../contract/findings.ts';
import { accept, type EvaluationOptions, locate, pipelineOf, refused } from '../pipeline/evaluation-steps.ts';
import { attachState, type RequestState, stateOf } from '../pipeline/request-state.ts';
import type { Finding } from '../pipeline/verdict.ts';
import { bodyWith, eventsOf } from './event-form.ts';

/** The result of a check: the events in the form that the API's client takes, or the first ones that the vendor refuses. */
export type CheckedEvents =
  | { readonly events: readonly JsonObject[] }
  | { readonly refused: readonly RefusedEvent[] };

/** An event that the vendor refuses. */
export interface RefusedEvent {
  /** Index in the list. */
  readonly index: number;
  /** Status of the vendor's response. */
  readonly status: number;
  /** Why, with pointers into the event. */
  readonly reasons: readonly Pick<Finding, 'code' | 'message' | 'pointer' | 'fix'>[];
}

export interface EventCheckerOptions {
  steps: EvaluationOptions;
  /** The credential of the target, which composed requests name. */
  credential: NamedCredential | undefined;
  clock: () => number;
}

/** Number of refused events after which the rest of a list is not checked. */
const MAX_REFUSED = 20;

/** Number of events that are checked together if the contract states no limit. */
const CHUNK = 500;

const NOBODY: NamedCredential = { name: '', shown: {}, secrets: {} };

/** Returns the check. Events are checked together as in full requests. Only the refused ones of these are checked alone. */
export function eventChecker({ steps, credential = NOBODY, clock }: EventCheckerOptions) {
  const [module] = steps.api.operations;
  const { items } = module.contract.operation.body;
  const { maxItems } = module.contract.operation.limits;
  const router = Router({ caseSensitive: true, strict: true });
  router.use(locate(steps), ...pipelineOf(steps.api), accept, refused(steps));

  /** Evaluates a request with these events, without HTTP. */
  const evaluate = (events: readonly Json[]): Promise<RequestState> => {
    const draft = { json: bodyWith(module, events) };
    const { request: composed } = composeUnsigned(module, credential, draft);
    const { method, target: url, headers, body } = composed;
    const request: Request = Object.assign(Object.create(express.request), {
      ...{ method, url, originalUrl: url, headers: { ...headers }, rawHeaders: [], socket: {} },
    });
    attachState(request, { bytes: Buffer.from(body), size: body.length }, clock());
    return new Promise((resolve, reject) => {
      router(request, {} as Response, (error?: unknown) =>
        error === undefined ? resolve(stateOf(request)) : reject(error),
      );
    });
  };

  return async (events: readonly Json[]): Promise<CheckedEvents> => {
    const accepted: JsonObject[] = [];
    const rejected: RefusedEvent[] = [];
    const size = items === undefined ? 1 : (maxItems?.value ?? CHUNK);
    for (let start = 0; start < events.length && rejected.length < MAX_REFUSED; start += size) {
      const chunk = events.slice(start, start + size);
      const together = await evaluate(chunk);
      if (together.evaluation?.outcome !== 'rejected') {
        accepted.push(...eventsOf(module, together.exchange.body ?? null));
        continue;
      }
      for (const [index, event] of chunk.entries()) {
        const alone = chunk.length === 1 ? together : await evaluate([event]);
        if (alone.evaluation?.outcome === 'rejected')
          rejected.push(refusedEvent(alone, event, start + index));
        else accepted.push(...eventsOf(module, alone.exchange.body ?? null));
        if (rejected.length === MAX_REFUSED) break;
      }
    }
    return rejected.length > 0 ? { refused: rejected } : { events: accepted };
  };

  function refusedEvent({ evaluation }: RequestState, event: Json, index: number): RefusedEvent {
    const { contract } = module;
    const code = evaluation?.refusal?.code ?? '';
    const at = items === undefined ? '' : `${items}/0`;
    const pointerIn = (pointer: string) =>
      module.events?.pointerIn?.(event, pointer) ??
      (pointer.startsWith(at) ? pointer.slice(at.length) : pointer);
    const reasons = (evaluation?.reasons ?? []).map(({ code, message, pointer, fix }) => ({
      ...{ code, message, fix },
      ...(pointer !== undefined && { pointer: pointerIn(pointer) }),
    }));
    return { index, status: reasonOf(contract, code).status ?? 400, reasons };
  }
}
