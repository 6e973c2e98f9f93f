/** Evaluates a response of Guance. */
import { acceptances, type components, type WireReasonCode } from '@pushspec/contract/guance';
import { type Evaluation, isAccepted, isObject } from '../contract.ts';

export type Accepted = components['schemas']['Accepted'];
export type Reason = WireReasonCode;

type Envelope = Pick<
  components['schemas']['Refused'],
  'code' | 'content' | 'errorCode' | 'message' | 'traceId'
>;

const acceptance = acceptances.pushEvent;

/** A failure behind the gateway has status 200. */
const MASKED: Reason = 'masked-failure';

export function evaluate(status: number, body: unknown): Evaluation<Accepted, Reason> {
  if (!isEnvelope(body)) return undefined;
  const { content, errorCode } = body;
  const message = body.message || String(content.message ?? content.reason ?? '');
  const { traceId: requestId } = body;
  if (status !== acceptance.status) return { refused: { status, message, errorCode, requestId } };
  return isAccepted(acceptance, body)
    ? { accepted: body as unknown as Accepted, requestId }
    : { refused: { status: body.code, message, errorCode, requestId }, otherwise: MASKED };
}

function isEnvelope(body: unknown): body is Envelope {
  return (
    isObject(body) &&
    isObject(body.content) &&
    typeof body.code === 'number' &&
    typeof body.errorCode === 'string' &&
    typeof body.message === 'string' &&
    typeof body.success === 'boolean'
  );
}
