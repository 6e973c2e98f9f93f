/** The members of Guance's envelope that differ from answer to answer. */
import { isObject, type JsonObject } from '@pushspec/contract';
import { type Contract, responseExample } from '../../contract/contract.ts';
import type { Exchange } from '../../exchange.ts';
import type { Judgement } from '../../verdict.ts';
import type { GuanceCode } from './codes.ts';

export interface EnvelopeOptions {
  contract: Contract;
  clock: () => number;
  random: () => number;
}

export function envelopeMembers({ contract, clock, random }: EnvelopeOptions) {
  const success = responseExample(contract, 200, 'accepted');
  const traceId = () => `${1 + Math.floor(random() * 8)}${digits(random, 9)}${digits(random, 9)}`;
  return {
    refusalMembers: () => ({ traceId: traceId() }),
    /** The inner answer repeats the outer trace id; the cost is the time between request and answer. */
    successMembers({ receivedAt }: Exchange, judgement: Judgement) {
      const id = traceId();
      const now = Math.max(clock(), receivedAt);
      const content = {
        ...(isObject(success.content) ? success.content : {}),
        reqCost: now - receivedAt,
        reqTime: new Date(receivedAt).toISOString(),
        respTime: new Date(now).toISOString(),
        traceId: id,
      };
      const failed = judgement.reasons.some(({ code }) => code === ('masked-failure' satisfies GuanceCode));
      return { content: failed ? maskedFailure(content) : content, traceId: id };
    },
  };
}

/** A failure of the service behind the gateway, in the shape of its own errors. */
function maskedFailure({ data: _, ...content }: JsonObject) {
  return {
    ...content,
    ok: false,
    error: 400.43,
    reason: 'EClientBadRequest',
    message: 'Invalid request body',
  };
}

function digits(random: () => number, count: number): string {
  return String(Math.floor(random() * 10 ** count)).padStart(count, '0');
}
