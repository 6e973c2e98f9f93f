/** Computes the summary of a request for lists, once, when the record is created. */
import { type Json, readJson } from '@pushspec/contract';
import type { OperationModule } from '../apis/api.ts';
import { itemCount, itemsOf } from '../pipeline/steps/validate.ts';
import type { RecordedSummary } from '../pipeline/verdict.ts';
import type { StoredRequest } from './store.ts';

/** Characters of a title. The ellipsis shows the masking that a secret may be cut there. */
const MAX_TITLE = 200;

/** Bytes up to which the body of a rejected request is parsed for its title. Larger ones would delay the response. */
const MAX_PARSED_BYTES = 64 * 1024;

export interface SummaryInput {
  /** The request. Its body is the part that is kept. */
  request: StoredRequest;
  /** Size of the body on the wire. */
  size: number;
  /** The parsed body, if a step has parsed it. */
  body?: unknown;
}

/** Returns title and number of items as sent, unmasked. Never throws, because it must not fail a request. */
export function recordedSummary(
  module: OperationModule,
  { request, size, body }: SummaryInput,
): RecordedSummary {
  try {
    const read = body === undefined ? parsed(module, request) : body;
    if (read === undefined) return { bytes: size };
    const title = titleOf(module, read);
    return {
      bytes: size,
      items: itemCount(module.contract, read),
      ...(title !== undefined && title !== '' && { title: truncated(title) }),
    };
  } catch {
    return { bytes: size };
  }
}

function parsed(module: OperationModule, request: StoredRequest): unknown {
  return request.body.byteLength > MAX_PARSED_BYTES ? undefined : recordedBody(module, request);
}

/** Returns the body of a recorded request as its API reads it, or `undefined` if it has none. */
export function recordedBody(
  { readBody, contract }: OperationModule,
  request: StoredRequest,
): Json | undefined {
  return readBody ? readBody(request) : readJson(request.body, contract.operation.leniency).value;
}

function titleOf({ contract, titleOf }: OperationModule, body: unknown): string | undefined {
  const [first] = itemsOf(contract, body, 1);
  const title = first && titleOf?.(first.value);
  return typeof title === 'string' ? title.trim() : undefined;
}

function truncated(title: string): string {
  return title.length > MAX_TITLE ? `${title.slice(0, MAX_TITLE)}…` : title;
}
