/** One vendor's part of the server: receive, judge, keep, answer. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Answer, refusalAnswer, successAnswer } from './answer.ts';
import type { Contract } from './contract/contract.ts';
import { finding, refuse } from './contract/findings.ts';
import { type DeliveryContext, resetConnection, send, sendAfterMishap } from './deliver.ts';
import type { Exchange } from './exchange.ts';
import { type Explain, explained } from './explain.ts';
import { type Faults, type Mishap, NO_MISHAP } from './faults.ts';
import type { Location } from './locate.ts';
import { receive } from './steps/receive.ts';
import { judge, type VendorSteps } from './steps/step.ts';
import type { Store } from './store/store.ts';
import type { OpenFault } from './vendors/guance/open-faults.ts';
import type { Judgement, RecordedVerdict } from './verdict.ts';

export interface VendorService {
  contract: Contract;
  steps: VendorSteps<unknown>;
  /** Where in the vendor's paths a request leads. */
  locate(exchange: Exchange): Location;
  /** Guance: the faults that no event has closed. */
  openFaults?(): OpenFault[];
}

export interface VendorAppOptions {
  service: VendorService;
  store: Store;
  faults: Faults;
  delivery: DeliveryContext;
  clock: () => number;
  /** Bytes of a body that are held in memory where the contract knows no limit. */
  safetyBytes: number;
  onError: (error: unknown) => void;
  /** Says in a response header what is in the verdict; undefined: says nothing. */
  explain?: Explain | undefined;
}

/**
 * The request listener of a vendor. It answers every request with the vendor's own envelope,
 * and resolves to the verdict; undefined where nothing was kept.
 */
export function vendorApp(options: VendorAppOptions) {
  const { service, store, clock, delivery, onError } = options;
  const limit = service.contract.maxBodyBytes?.value ?? options.safetyBytes;
  return async (request: IncomingMessage, response: ServerResponse): Promise<RecordedVerdict | undefined> => {
    const body = await receive(request, limit).catch(() => undefined);
    // The client has gone: nobody waits for an answer, and half a request is none.
    if (body === undefined) return undefined;
    const exchange = exchangeOf(request, body, clock());
    const { judgement, answer, operation, mishap } = await settle(options, exchange);
    const { failure } = mishap;
    if (failure?.kind === 'reset' && failure.when === 'before-commit') {
      judgement.undo?.();
      resetConnection(response);
      return undefined;
    }
    const { id, method } = exchange;
    const verdict = toVerdict(service.contract, exchange, judgement, { operation, status: answer.status });
    try {
      const { target, headers, bytes } = exchange;
      await store.append({ verdict, request: { method, target, headers, body: bytes }, answer });
    } catch (error) {
      judgement.undo?.();
      onError(error);
      send(response, { answer: internalError(service.contract), id, method });
      return undefined;
    }
    const sent = { answer: explained(options.explain, { verdict, exchange, answer, onError }), id, method };
    if (mishap === NO_MISHAP) send(response, sent);
    else await sendAfterMishap(response, sent, mishap, delivery);
    return verdict;
  };
}

interface Settled {
  judgement: Judgement;
  answer: Answer;
  operation: string | null;
  mishap: Mishap;
}

async function settle({ service, faults, onError }: VendorAppOptions, exchange: Exchange): Promise<Settled> {
  const { contract, steps } = service;
  try {
    const location = service.locate(exchange);
    if (location.kind === 'elsewhere')
      return { judgement: location.judgement, answer: location.answer, operation: null, mishap: NO_MISHAP };
    const operation = contract.entry.operationId;
    const mishap = faults.take(contract.vendor);
    const judgement =
      mishap.failure && 'reason' in mishap.failure
        ? failWith(contract, mishap.failure.reason)
        : location.kind === 'refused'
          ? location.judgement
          : await judge(steps, exchange);
    return { judgement, answer: answerTo(service, exchange, judgement), operation, mishap };
  } catch (error) {
    onError(error);
    const code = contract.requestReasons['internal-error'] as string;
    return {
      judgement: refuse(contract, code),
      answer: internalError(contract),
      operation: null,
      mishap: NO_MISHAP,
    };
  }
}

function failWith(contract: Contract, code: string): Judgement {
  if (contract.reasons[code]?.status !== undefined) return refuse(contract, code);
  // A failure that hides in an answer of success.
  const reason = finding(contract, code);
  const outcome = reason.outcome === 'ignored' ? 'ignored' : 'rejected';
  return { outcome, reasons: [reason], warnings: [] };
}

function answerTo({ contract, steps }: VendorService, exchange: Exchange, judgement: Judgement): Answer {
  return judgement.refusal
    ? refusalAnswer(contract, judgement.refusal, steps.refusalMembers?.(exchange))
    : successAnswer(contract, judgement, steps.successMembers?.(exchange, judgement));
}

function internalError(contract: Contract): Answer {
  const code = contract.requestReasons['internal-error'] as string;
  return refusalAnswer(contract, { code, message: String(contract.reasons[code]?.message) });
}

function exchangeOf(
  request: IncomingMessage,
  body: { bytes: Buffer; size: number },
  nowMs: number,
): Exchange {
  const target = request.url ?? '/';
  const mark = target.indexOf('?');
  return {
    id: randomUUID(),
    receivedAt: nowMs,
    method: request.method ?? 'GET',
    target,
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? undefined : target.slice(mark + 1),
    headers: headersOf(request),
    rawHeaders: request.rawHeaders,
    ip: (request.socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
    ...body,
  };
}

/** Header values by lower-case name; Node keeps the first of those that may stand once, and joins the others. */
function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const cookies = headers['set-cookie'];
  return cookies
    ? { ...(headers as Record<string, string>), 'set-cookie': cookies.join(', ') }
    : (headers as Record<string, string>);
}

function toVerdict(
  { vendor, profile }: Contract,
  { id, receivedAt, bytes, size }: Exchange,
  judgement: Judgement,
  { operation, status }: { operation: string | null; status: number },
): RecordedVerdict {
  const { outcome, reasons, warnings, facts } = judgement;
  const at = new Date(receivedAt).toISOString();
  const remembered = {
    ...(facts !== undefined && { facts }),
    ...(bytes.length < size && { bodyBytes: size }),
  };
  return {
    id,
    receivedAt: at,
    vendor,
    profile,
    operation,
    outcome,
    status,
    reasons,
    warnings,
    ...remembered,
  };
}
