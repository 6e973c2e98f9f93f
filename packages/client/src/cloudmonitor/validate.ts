/** Tells without a network why CloudMonitor would refuse an event. It needs nothing of the client. */

import { type ItemReasonCode, itemReasons } from '@pushspec/contract/cloudmonitor/item-reasons';
import { item } from '@pushspec/contract/cloudmonitor/item-validators';
import type { NotJson, Validation } from '../validate/finding.ts';
import { createItemJudge } from '../validate/item-judge.ts';

export type { Finding, FindingOutcome, NotJson, Validation } from '../validate/finding.ts';

/** The codes of what can be wrong with an event. */
export type CloudMonitorItemReason = ItemReasonCode;

export type CloudMonitorValidation = Validation<CloudMonitorItemReason | NotJson>;

const judge = createItemJudge<'item', CloudMonitorItemReason>({ item, reasons: itemReasons });

/**
 * Judges one event by the rules that CloudMonitor documents, as the reference server does, for whatever
 * `JSON.stringify` makes of it. Never throws. How many events a request takes, and the key, are matters of the request.
 *
 * @example validate({ name: 'DiskFull', content: { usedPercent: 97 } }).reasons[0]?.code; // 'content-not-string'
 */
export function validate(event: unknown): CloudMonitorValidation {
  return judge({
    kind: 'item',
    body: [event],
    place: '/0',
    now: Date.now,
  });
}
