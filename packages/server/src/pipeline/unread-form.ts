/** Recognizes RPC parameters in a body that is not read, because its media type is not that of a form. */
import { sentParameters } from '@pushspec/contract';
import { type Contract, requestReason } from '../contract/contract.ts';
import { finding } from '../contract/findings.ts';
import type { Exchange } from './exchange.ts';
import type { Evaluation, Finding } from './verdict.ts';

/** Characters of a body that are searched for a parameter. */
const SEARCHED = 4096;

/** Returns the parameters of the message that names the media type. */
export function mediaTypeParameters(contract: Contract, { headers }: Pick<Exchange, 'headers'>) {
  const got = (headers['content-type'] ?? '').slice(0, 100) || 'none';
  return { got, expected: contract.operation.mediaType };
}

/** Adds the media type as the cause of a rejection for a missing parameter, if the body has this parameter. */
export function withMediaType(contract: Contract, exchange: Exchange, evaluation: Evaluation): Evaluation {
  const [first, ...others] = evaluation.reasons;
  if (!first || !isUnreadForm(contract, exchange)) return evaluation;
  const code = requestReason(contract, 'media-type');
  const cause: Finding = finding(contract, code, { parameters: mediaTypeParameters(contract, exchange) });
  return { ...evaluation, reasons: [{ ...first, fix: cause.fix }, cause, ...others] };
}

/** Whether the body has the action or a common parameter in any notation, and is not read as a form. */
function isUnreadForm({ operation: { rpc } }: Contract, exchange: Exchange): boolean {
  if (!rpc || exchange.bytes.length === 0 || sentParameters(exchange).form !== undefined) return false;
  const names = [rpc.action.parameter, ...(rpc.common ?? [])].join('|');
  const text = exchange.bytes.subarray(0, SEARCHED).toString('latin1');
  return new RegExp(`(?:^|[&\\s"'])(?:${names})(?:=|["'])`).test(text);
}
