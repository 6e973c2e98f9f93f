/** Tells without a network why BlueKing would refuse or drop an item. It needs nothing of the client. */

import { type ItemReasonCode, itemReasons } from '@pushspec/contract/blueking/item-reasons';
import { item } from '@pushspec/contract/blueking/item-validators';
import { pointerSegments } from '@pushspec/contract/precompiled';
import type { Finding, NotJson, Occurrence, Validation } from '../validate/finding.ts';
import { createItemJudge, type Refused } from '../validate/item-judge.ts';
import type { BluekingKind } from './client.ts';

export type { Finding, FindingOutcome, NotJson, Validation } from '../validate/finding.ts';

/** The codes of what can be wrong with a data point or an event. */
export type BluekingItemReason = ItemReasonCode;

/** The option `kind` is neither `metric` nor `event`. */
export type UnknownKind = 'unknown-kind';

export type BluekingValidation = Validation<BluekingItemReason | NotJson | UnknownKind>;

export interface BluekingValidateOptions {
  /**
   * What the data id is registered for.
   *
   * @example kind: 'metric'
   */
  readonly kind: BluekingKind;
  /**
   * The clock, in milliseconds since 1970, by which a timestamp is too far ahead.
   *
   * @default Date.now
   * @example now: () => Date.parse('2026-11-21T08:30:00Z')
   */
  readonly now?: (() => number) | undefined;
}

const judge = createItemJudge<BluekingKind, BluekingItemReason>({
  item,
  reasons: itemReasons,
  beyond: { warnings: (refused) => [...kindMismatch(refused), ...prometheusName(refused)] },
});

/**
 * Judges one data point or event by the rules that BlueKing documents, as the reference server does, for whatever
 * `JSON.stringify` makes of it. Never throws, unless `now` does. The size is that without the credentials of the request,
 * and the whole is about one item: an empty list and wrong credentials are matters of the request.
 *
 * @example validate({ metrics: { 'cpu-load': 1 }, target: '10.0.0.1' }, { kind: 'metric' }).reasons[0]?.code; // 'invalid-name'
 */
export function validate(candidate: unknown, options: BluekingValidateOptions): BluekingValidation {
  const { kind, now = Date.now } = options ?? {};
  if (typeof kind !== 'string' || !Object.hasOwn(item.kinds, kind))
    return { valid: false, reasons: [UNKNOWN_KIND], warnings: [] };
  return judge({
    kind,
    body: { data: [candidate] },
    place: '/data/0',
    now,
  });
}

const UNKNOWN_KIND: Finding<UnknownKind> = {
  code: 'unknown-kind',
  outcome: 'unsendable',
  pointer: '',
  message: `the option kind must be one of ${Object.keys(item.kinds).join(', ')}`,
  fix: 'Say what the data id is registered for: `validate(item, { kind: "metric" })`.',
};

/** Says that the item is one of another kind. */
function kindMismatch({ kind, fits }: Refused<BluekingKind>): Occurrence<BluekingItemReason>[] {
  const kinds = Object.keys(item.kinds) as BluekingKind[];
  const itemKind = kinds.find((other) => other !== kind && fits(other));
  // The number of the data id is not known here.
  return itemKind
    ? [{ code: 'kind-mismatch', pointer: '', parameters: { itemKind, kind, dataId: '…' } }]
    : [];
}

/** Says once that a refused name is one of Prometheus's, which may have colons. */
function prometheusName({ failures }: Refused<BluekingKind>): Occurrence<BluekingItemReason>[] {
  for (const { code, pointer } of failures) {
    const name = pointerSegments(pointer).at(-1) ?? '';
    if (code === ('invalid-name' satisfies BluekingItemReason) && PROMETHEUS_NAME.test(name))
      return [{ code: 'prometheus-name', pointer, parameters: { name } }];
  }
  return [];
}

const PROMETHEUS_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*:[a-zA-Z0-9_:]*$/;
