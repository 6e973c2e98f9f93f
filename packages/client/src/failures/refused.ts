/** From an answer that is no acceptance to an error. */
import type { Vendor } from '@pushspec/contract';
import { reasonOfAnswer, type WireReason } from '@pushspec/contract/reasons';
import { type Contract, parsedContent } from '../contract.ts';
import { PushError, TransportError } from '../errors.ts';
import type { WireAnswer } from '../http.ts';
import type { Mask } from './mask.ts';
import { oneLine } from './one-line.ts';
import { retryAfterMs } from './retry-after.ts';
import { sentBefore } from './sent-before.ts';

interface Received<V extends Vendor = Vendor, Reason extends string = string> {
  readonly contract: Contract<V, unknown, Reason>;
  readonly reasons: Readonly<Record<Reason, WireReason>>;
  readonly answer: WireAnswer;
  /** Items of the same call that were delivered before. */
  readonly delivered: number;
  /** Where the answer comes from. */
  readonly origin: string;
  readonly mask: Mask;
}

/** A `PushError` if the vendor refused, a `TransportError` of the kind `unexpected-answer` if the answer is none of the contract's. */
export function refused<V extends Vendor, Reason extends string>(
  received: Received<V, Reason>,
): PushError | TransportError {
  const { contract, reasons, answer, delivered, mask } = received;
  const { vendor } = contract;
  const { status } = answer;
  const content = parsedContent(answer.content);
  if (content === undefined) return unreadable(received);
  const judgement = contract.judge(status, content);
  if (!judgement || 'accepted' in judgement)
    return unexpected(received, 'JSON that is not an answer of this API');
  const reason = reasonOfAnswer(reasons, judgement.refused) ?? judgement.otherwise;
  const known = reason === undefined ? undefined : reasons[reason];
  if (reason === undefined || !known)
    return unexpected(received, 'a refusal that the contract does not know');
  const said = oneLine(mask.text(judgement.refused.message));
  return new PushError({
    message: `${vendor} refused the request (${status}, ${reason}): ${said}. ${known.fix}${sentBefore(delivered)}`,
    vendor,
    reason,
    local: false,
    status,
    retryable: known.retryable ?? false,
    // What is said in words that the contract does not know may be about an item as well.
    aboutItem: known.aboutItem ?? (known.general === true && known.status === BAD_REQUEST),
    retryAfterMs: retryAfterMs(answer.retryAfter, Date.now()),
    fix: known.fix,
    answer: mask.json(content),
    delivered,
  });
}

function unreadable(received: Received): TransportError {
  const { content } = received.answer;
  if (typeof content !== 'string' || content === '') return unexpected(received, 'nothing');
  // The error quotes a piece of the text, which may be the half of a secret.
  const harmless = received.mask.text(content) === content;
  return unexpected(received, 'text that is not JSON', harmless ? parseError(content) : undefined);
}

function parseError(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-15.5.1 */
const BAD_REQUEST = 400;

/** Enough to recognise the page of a gateway by. */
const EXCERPT_LENGTH = 120;

function unexpected(received: Received, what: string, cause?: unknown): TransportError {
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
    mayHaveArrived: true,
    retryAfterMs: retryAfterMs(answer.retryAfter, Date.now()),
    delivered,
    cause,
  });
}
