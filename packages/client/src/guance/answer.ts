/** What an answer of Guance says. */
import { acceptances, type components, type WireReasonCode } from '@pushspec/contract/guance';
import { isAccepted, isObject, type Judgement } from '../contract.ts';

export type Accepted = components['schemas']['Accepted'];
export type Reason = WireReasonCode;

type Answer = Pick<components['schemas']['Refused'], 'code' | 'content' | 'errorCode' | 'message'>;

const acceptance = acceptances.pushEvent;

/** A failure of what is behind the gateway comes as an answer with the status 200. */
const MASKED: Reason = 'masked-failure';

export function judge(status: number, body: unknown): Judgement<Accepted, Reason> {
  if (!isAnswer(body)) return undefined;
  const { content, errorCode } = body;
  const message = body.message || String(content.message ?? content.reason ?? '');
  if (status !== acceptance.status) return { refused: { status, message, errorCode } };
  return isAccepted(acceptance, body)
    ? { accepted: body as unknown as Accepted, requestId: (body as unknown as Accepted).traceId }
    : { refused: { status: body.code, message, errorCode }, otherwise: MASKED };
}

function isAnswer(body: unknown): body is Answer {
  return (
    isObject(body) &&
    isObject(body.content) &&
    typeof body.code === 'number' &&
    typeof body.errorCode === 'string' &&
    typeof body.message === 'string' &&
    typeof body.success === 'boolean'
  );
}
