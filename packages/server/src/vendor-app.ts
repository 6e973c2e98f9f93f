/** One vendor's part of the server: receive, judge, keep, answer. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pointerSegments } from '@pushspec/contract';
import { type Answer, refusalAnswer, successAnswer } from './answer.ts';
import type { Contract } from './contract/contract.ts';
import { finding, refuse } from './contract/findings.ts';
import type { Exchange } from './exchange.ts';
import type { Faults } from './faults.ts';
import type { Location } from './locate.ts';
import { duplicateMembers } from './steps/duplicate-members.ts';
import { receive } from './steps/receive.ts';
import { judge, type VendorSteps } from './steps/step.ts';
import type { Store } from './store/store.ts';
import type { Finding, Judgement, RecordedVerdict } from './verdict.ts';

/** Response header that names the record of a request; ours, not the vendor's. */
export const REQUEST_ID_HEADER = 'x-pushspec-request-id';

/** The code of the warning that all contracts have. */
const DUPLICATE = 'duplicate-member';

export interface VendorService {
  contract: Contract;
  steps: VendorSteps<unknown>;
  /** Where in the vendor's paths a request leads. */
  locate(exchange: Exchange): Location;
}

export interface VendorAppOptions {
  service: VendorService;
  store: Store;
  faults: Faults;
  clock: () => number;
  /** Bytes of a body that are held in memory where the contract knows no limit. */
  safetyBytes: number;
  onError: (error: unknown) => void;
}

/** The request listener of a vendor. It answers every request with the vendor's own envelope. */
export function vendorApp(options: VendorAppOptions) {
  const { service, store, clock, onError } = options;
  const limit = service.contract.maxBodyBytes?.value ?? options.safetyBytes;
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await receive(request, limit).catch(() => undefined);
    // The client has gone: nobody waits for an answer, and half a request is none.
    if (body === undefined) return;
    const exchange = exchangeOf(request, body, clock());
    const { judgement, answer, operation } = await settle(options, exchange);
    const verdict = toVerdict(service.contract, exchange, judgement, { operation, status: answer.status });
    try {
      const { method, target, headers, bytes } = exchange;
      await store.append({ verdict, request: { method, target, headers, body: bytes }, answer });
      send(response, answer, exchange);
    } catch (error) {
      onError(error);
      send(response, internalError(service.contract), exchange);
    }
  };
}

interface Settled {
  judgement: Judgement;
  answer: Answer;
  operation: string | null;
}

async function settle({ service, faults, onError }: VendorAppOptions, exchange: Exchange): Promise<Settled> {
  const { contract, steps } = service;
  try {
    const location = service.locate(exchange);
    if (location.kind === 'elsewhere')
      return { judgement: location.judgement, answer: location.answer, operation: null };
    const operation = contract.entry.operationId;
    const fault = faults.take(contract.vendor);
    const judgement =
      fault !== undefined
        ? failWith(contract, fault)
        : location.kind === 'refused'
          ? location.judgement
          : await judge(steps, exchange);
    judgement.warnings.push(...duplicateWarnings(contract, exchange));
    return { judgement, answer: answerTo(service, exchange, judgement), operation };
  } catch (error) {
    onError(error);
    const code = contract.requestReasons['internal-error'] as string;
    return { judgement: refuse(contract, code), answer: internalError(contract), operation: null };
  }
}

function duplicateWarnings(contract: Contract, { body, bytes }: Exchange): Finding[] {
  if (body === undefined || !(DUPLICATE in contract.reasons)) return [];
  return duplicateMembers(bytes.toString('utf8'), body).map((pointer) => {
    const field = pointerSegments(pointer).at(-1);
    return finding(contract, DUPLICATE, { pointer, parameters: { field } });
  });
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
    : successAnswer(contract, steps.successMembers?.(exchange, judgement));
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
  const headers = Object.fromEntries(
    Object.entries(request.headersDistinct).map(([name, values]) => [name, (values ?? []).join(', ')]),
  );
  return {
    id: randomUUID(),
    receivedAt: nowMs,
    method: request.method ?? 'GET',
    target,
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? undefined : target.slice(mark + 1),
    headers,
    ip: (request.socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
    ...body,
  };
}

function toVerdict(
  { vendor, profile }: Contract,
  { id, receivedAt }: Exchange,
  judgement: Judgement,
  { operation, status }: { operation: string | null; status: number },
): RecordedVerdict {
  const { outcome, reasons, warnings, facts } = judgement;
  const at = new Date(receivedAt).toISOString();
  const remembered = facts === undefined ? {} : { facts };
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

function send(response: ServerResponse, answer: Answer, { id, method }: Exchange): void {
  const body = Buffer.from(answer.body);
  response.writeHead(answer.status, {
    ...answer.headers,
    'content-length': body.length,
    [REQUEST_ID_HEADER]: id,
  });
  response.end(method === 'HEAD' ? undefined : body);
}
