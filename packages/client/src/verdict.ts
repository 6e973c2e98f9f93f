/** From an answer to a result or an error. */
import type { Vendor } from '@pushspec/contract';
import { reasonOfAnswer } from '@pushspec/contract/reasons';
import type { Contract, PushResult } from './contract.ts';
import { PushError, sentBefore, TransportError } from './errors.ts';
import type { WireAnswer } from './http.ts';
import type { Mask } from './mask.ts';

interface Received<V extends Vendor, Body> {
  readonly contract: Contract<V, Body>;
  readonly answer: WireAnswer;
  readonly items: number;
  /** Items of the same call that were delivered before. */
  readonly delivered: number;
  /** Where the answer comes from. */
  readonly origin: string;
  readonly mask: Mask;
}

/**
 * @throws PushError if the vendor refused
 * @throws TransportError of the kind `unexpected-answer` if the answer is none of the contract's
 */
export function verdict<V extends Vendor, Body>(received: Received<V, Body>): PushResult<V, Body> {
  const { contract, answer, items, delivered, mask } = received;
  const { vendor, reasons } = contract;
  const { status } = answer;
  const body = parsed(received);
  const judgement = contract.judge(status, body);
  if (!judgement) throw unexpected(received, 'JSON that is not an answer of this API');
  if ('accepted' in judgement) {
    const { accepted, requestId } = judgement;
    return { vendor, status, items, body: accepted, ...(requestId ? { requestId } : {}) };
  }
  const reason = reasonOfAnswer(reasons, judgement.refused) ?? judgement.otherwise;
  const known = reason === undefined ? undefined : reasons[reason];
  if (reason === undefined || !known) throw unexpected(received, 'a refusal that the contract does not know');
  const said = mask.text(judgement.refused.message);
  throw new PushError({
    message: `${vendor} refused the request (${status}, ${reason}): ${said}. ${known.fix}${sentBefore(delivered)}`,
    vendor,
    reason,
    local: false,
    status,
    retryable: known.retryable ?? false,
    fix: known.fix,
    answer: mask.json(body),
    delivered,
  });
}

function parsed(received: Received<Vendor, unknown>): unknown {
  const { content } = received.answer;
  if (content === undefined || content === '') throw unexpected(received, 'nothing');
  if (typeof content !== 'string') return content;
  try {
    return JSON.parse(content);
  } catch (error) {
    // The error quotes a piece of the text, which may be the half of a secret.
    const harmless = received.mask.text(content) === content;
    throw unexpected(received, 'text that is not JSON', harmless ? error : undefined);
  }
}

/** Enough to recognise the page of a gateway by. */
const EXCERPT_LENGTH = 120;

function unexpected(received: Received<Vendor, unknown>, what: string, cause?: unknown): TransportError {
  const { contract, answer, delivered, origin, mask } = received;
  const { status, content } = answer;
  const text = typeof content === 'string' ? content : (JSON.stringify(content) ?? '');
  // Masked before it is cut, as half a secret is not recognised any more.
  const excerpt = mask.text(text).replace(/\s+/g, ' ').trim().slice(0, EXCERPT_LENGTH);
  const message =
    `${contract.vendor}: ${origin} answered ${status} with ${what}${excerpt && ` (${excerpt})`}. ` +
    `Check the address and what stands before the service.${sentBefore(delivered)}`;
  return new TransportError({
    message,
    vendor: contract.vendor,
    kind: 'unexpected-answer',
    status,
    delivered,
    cause,
  });
}
