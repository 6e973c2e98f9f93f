/** The members of Guance's envelope that differ from answer to answer. */
import { isObject } from '@pushspec/contract';
import type { Contract } from '../../contract/contract.ts';
import { successEnvelope } from '../../pipeline/answer.ts';
import type { Exchange } from '../../pipeline/exchange.ts';
import type { Judgement } from '../../pipeline/verdict.ts';

export interface EnvelopeOptions {
  contract: Contract;
  clock: () => number;
  random: () => number;
}

export function envelopeMembers({ contract, clock, random }: EnvelopeOptions) {
  const traceId = () => `${1 + Math.floor(random() * 8)}${digits(random, 9)}${digits(random, 9)}`;
  return {
    refusalMembers: () => ({ traceId: traceId() }),
    /** The inner answer repeats the outer trace id; the cost is the time between request and answer. */
    successMembers({ receivedAt }: Exchange, judgement: Judgement) {
      const id = traceId();
      const now = Math.max(clock(), receivedAt);
      const { content: shown = null } = successEnvelope(contract, judgement);
      const content = {
        ...(isObject(shown) ? shown : {}),
        reqCost: now - receivedAt,
        reqTime: new Date(receivedAt).toISOString(),
        respTime: new Date(now).toISOString(),
        traceId: id,
      };
      return { content, traceId: id };
    },
  };
}

function digits(random: () => number, count: number): string {
  return String(Math.floor(random() * 10 ** count)).padStart(count, '0');
}
