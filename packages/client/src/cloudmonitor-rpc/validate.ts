/** Tells without a network why the RPC API would refuse an event. It needs nothing of the client. */
import { type ItemReasonCode, itemReasons } from '@pushspec/contract/cloudmonitor-rpc/item-reasons';
import { item } from '@pushspec/contract/cloudmonitor-rpc/item-validators';
import type { NotJson, Validation } from '../validate/finding.ts';
import { createItemValidator, type Measures } from '../validate/item-validator.ts';

export type { Finding, FindingOutcome, NotJson, Validation } from '../validate/finding.ts';

/** The codes of what can be wrong with an event. */
export type CloudMonitorRpcItemReason = ItemReasonCode;

export type CloudMonitorRpcValidation = Validation<CloudMonitorRpcItemReason | NotJson>;

const validateItem = createItemValidator<'putCustomEvent' | 'putEvent', CloudMonitorRpcItemReason>({
  item,
  reasons: itemReasons,
});

const ITEM = '/EventInfo/0';

const bytesOf = (text: string) => new TextEncoder().encode(text).length;

/** Each value of an event is a parameter, and none is JSON. */
const perValue: Measures = {
  bytesIn(json) {
    const {
      EventInfo: [event],
    } = JSON.parse(json) as { EventInfo: [unknown] };
    const values = typeof event === 'object' && event !== null ? Object.values(event) : [event];
    return values.reduce<number>(
      (sum, value) => sum + bytesOf(typeof value === 'string' ? value : JSON.stringify(value)),
      0,
    );
  },
  nestedIn: () => '',
};

/** The list of events is the JSON of one parameter. */
const perList: Measures = {
  bytesIn: (json) => bytesOf(perList.nestedIn(json)),
  nestedIn: (json) => json.slice(json.indexOf('['), -1),
};

/**
 * Judges one event of PutCustomEvent by the rules of the contract, as the reference server does. Never throws.
 *
 * @example validate({ EventName: 'DiskFull' }).reasons[0]?.code; // 'content-missing'
 */
export function validate(event: unknown): CloudMonitorRpcValidation {
  return validateItem({
    kind: 'putCustomEvent',
    body: { EventInfo: [event] },
    itemPointer: ITEM,
    now: Date.now,
    measures: perValue,
  });
}

/**
 * Judges one event of PutEvent, which has the same properties under other names. Never throws.
 *
 * @example validatePutEvent({ name: 'DiskFull' }).reasons[0]?.code; // 'content-missing'
 */
export function validatePutEvent(event: unknown): CloudMonitorRpcValidation {
  return validateItem({
    kind: 'putEvent',
    body: { EventInfo: [event] },
    itemPointer: ITEM,
    now: Date.now,
    measures: perList,
  });
}
