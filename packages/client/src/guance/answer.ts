/** What an answer of Guance says. */
import type { components, operations, WireReasonCode } from '@pushspec/contract/guance/documented';
import { isObject, type Judgement } from '../contract.ts';

export type Accepted = components['schemas']['Accepted'];
export type Reason = WireReasonCode;

type Answer = Pick<components['schemas']['Refused'], 'code' | 'content' | 'errorCode' | 'message'> & {
  success: boolean;
};

const ACCEPTED_STATUS = 200 satisfies keyof operations['pushEvent']['responses'];

/** A failure of what is behind the gateway comes as an answer with the status 200. */
const MASKED: Reason = 'masked-failure';

export function judge(status: number, body: unknown): Judgement<Accepted, Reason> {
  if (!isAnswer(body)) return undefined;
  const { content, errorCode, success } = body;
  const message = body.message || String(content.message ?? content.reason ?? '');
  if (status !== ACCEPTED_STATUS) return { refused: { status, message, errorCode } };
  const accepted = success && errorCode === '' && content.ok !== false;
  return accepted
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
