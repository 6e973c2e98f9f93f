/** Validates an event of CloudMonitor without a network and without a client. */

import { type ItemReasonCode, itemReasons } from '@pushspec/contract/cloudmonitor/item-reasons';
import { item } from '@pushspec/contract/cloudmonitor/item-validators';
import type { NotJson, Validation } from '../validate/finding.ts';
import { createItemValidator } from '../validate/item-validator.ts';

export type { Finding, FindingOutcome, NotJson, Validation } from '../validate/finding.ts';

/** A reason code for an event. */
export type CloudMonitorItemReason = ItemReasonCode;

export type CloudMonitorValidation = Validation<CloudMonitorItemReason | NotJson>;

const validateItem = createItemValidator<'item', CloudMonitorItemReason>({ item, reasons: itemReasons });

/**
 * Validates one event by the rules that CloudMonitor documents, with the results of the reference server. The event is
 * checked as `JSON.stringify` writes it. The number of events and the key belong to the request and are not checked. Never
 * throws.
 *
 * @example validate({ name: 'DiskFull', content: { usedPercent: 97 } }).reasons[0]?.code; // 'content-not-string'
 */
export function validate(event: unknown): CloudMonitorValidation {
  return validateItem({
    kind: 'item',
    body: [event],
    itemPointer: '/0',
    now: Date.now,
  });
}
