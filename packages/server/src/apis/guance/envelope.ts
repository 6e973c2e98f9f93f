/** The properties of Guance's envelope that differ between responses. */
import { isObject } from '@pushspec/contract';
import type { Contract } from '../../contract/contract.ts';
import type { Exchange } from '../../pipeline/exchange.ts';
import { successEnvelope } from '../../pipeline/vendor-response.ts';
import type { Evaluation } from '../../pipeline/verdict.ts';

export interface EnvelopeOptions {
  contract: Contract;
  clock: () => number;
  random: () => number;
}

/** Returns the functions that compute these properties. */
export function envelopeProperties({ contract, clock, random }: EnvelopeOptions) {
  const traceId = () => `${1 + Math.floor(random() * 8)}${digits(random, 9)}${digits(random, 9)}`;
  return {
    refusalProperties: () => ({ traceId: traceId() }),
    /** The inner response repeats the outer trace id. `cost` is the time between request and response. */
    successProperties({ receivedAt }: Exchange, evaluation: Evaluation) {
      const id = traceId();
      const now = Math.max(clock(), receivedAt);
      const { content: shown = null } = successEnvelope(contract, evaluation);
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
