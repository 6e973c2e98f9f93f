/** Finds the monitor of a request that needs no credentials, because a receiver has a single target. */
import { isObject, type Json, type JsonObject, type Monitor, safeEqual } from '@pushspec/contract';
import { type Contract, requestReason } from '../../contract/contract.ts';
import { refuseAs } from '../../contract/findings.ts';
import type { Exchange } from '../../pipeline/exchange.ts';
import type { Evaluation } from '../../pipeline/verdict.ts';
import type { EventForm } from '../api.ts';
import type { GuanceCaller } from './authenticate.ts';
import type { Addressing } from './locate.ts';

/** Takes the place of the secret in the path of a request, so that senders need not know it. */
const NO_SECRET = '-';

export interface TargetOptions {
  addressing: Addressing;
  monitors: readonly Monitor[];
}

/** Returns the check that a request addresses the only monitor of the configuration. The API key does not matter. */
export function targetStep(contract: Contract, { addressing, monitors: [monitor] }: TargetOptions) {
  if (!monitor) throw new Error('a receiver needs a monitor in its configuration');
  const path = (subUri: string) =>
    contract.operation.path
      .replace('{secret}', NO_SECRET)
      .replace(/\/?\{subUri\}/, subUri === '' ? '' : `/${subUri}`);
  return (exchange: Exchange<GuanceCaller>): Evaluation | undefined => {
    const { secret, subUri } = addressing.addressOf(exchange);
    const isTarget = secret === NO_SECRET || safeEqual(secret, monitor.secret);
    if (isTarget && subUri === (monitor.subUri ?? '')) return undefined;
    const message = `this relay sends to one monitor only: use its secret or "${NO_SECRET}", and its subUri, as in ${path(monitor.subUri ?? '')}`;
    return refuseAs(contract, requestReason(contract, 'unknown-path'), { message });
  };
}

/** The client takes the event and its additional data as one object. A body is accepted too. */
export const reports: EventForm = {
  read: (body) => {
    const { event, extraData } = body as { event: JsonObject; extraData?: JsonObject };
    return [{ ...event, ...(extraData !== undefined && { extraData }) }];
  },
  pointerIn: (report, pointer) => (isBody(report) ? pointer : pointer.replace(/^\/event(?=\/|$)/, '')),
  write: ([report = null]) => {
    if (!isObject(report) || isBody(report)) return report;
    const { extraData, ...event } = report;
    return { event, ...(extraData !== undefined && { extraData }) };
  },
};

function isBody(report: Json): boolean {
  return !isObject(report) || 'event' in report;
}
