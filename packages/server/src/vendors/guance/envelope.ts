/** The members of Guance's envelope that differ from answer to answer. */
import { isObject } from '@pushspec/contract';
import { type Contract, responseExample } from '../../contract/contract.ts';
import type { Exchange } from '../../exchange.ts';
import type { Judgement } from '../../verdict.ts';
import type { GuanceCode } from './codes.ts';

export interface EnvelopeOptions {
  contract: Contract;
  clock: () => number;
  random: () => number;
}

/** A failure of the service behind the gateway, with the status of a success. */
const MASKED = 'masked-failure' satisfies GuanceCode;

export function envelopeMembers({ contract, clock, random }: EnvelopeOptions) {
  const success = responseExample(contract, contract.acceptedStatus, 'accepted');
  const masked = responseExample(contract, contract.acceptedStatus, MASKED);
  const traceId = () => `${1 + Math.floor(random() * 8)}${digits(random, 9)}${digits(random, 9)}`;
  return {
    refusalMembers: () => ({ traceId: traceId() }),
    /** The inner answer repeats the outer trace id; the cost is the time between request and answer. */
    successMembers({ receivedAt }: Exchange, judgement: Judgement) {
      const id = traceId();
      const now = Math.max(clock(), receivedAt);
      const envelope = judgement.reasons.some(({ code }) => code === MASKED) ? masked : success;
      const content = {
        ...(isObject(envelope.content) ? envelope.content : {}),
        reqCost: now - receivedAt,
        reqTime: new Date(receivedAt).toISOString(),
        respTime: new Date(now).toISOString(),
        traceId: id,
      };
      return { ...envelope, content, traceId: id };
    },
  };
}

function digits(random: () => number, count: number): string {
  return String(Math.floor(random() * 10 ** count)).padStart(count, '0');
}
