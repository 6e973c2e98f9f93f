/** Validates a data point or event of BlueKing without a network and without a client. */

import { type ItemReasonCode, itemReasons } from '@pushspec/contract/blueking/item-reasons';
import { item } from '@pushspec/contract/blueking/item-validators';
import { pointerSegments } from '@pushspec/contract/precompiled';
import type { Finding, NotJson, Occurrence, Validation } from '../validate/finding.ts';
import { createItemValidator, type Refused } from '../validate/item-validator.ts';
import type { BluekingKind } from './client.ts';

export type { Finding, FindingOutcome, NotJson, Validation } from '../validate/finding.ts';

/** A reason code for a data point or an event. */
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
   * The clock, in milliseconds since 1970. A timestamp that is too far ahead of it is refused.
   *
   * @default Date.now
   * @example now: () => Date.parse('2026-11-21T08:30:00Z')
   */
  readonly now?: (() => number) | undefined;
}

const validateItem = createItemValidator<BluekingKind, BluekingItemReason>({
  item,
  reasons: itemReasons,
  extra: { warnings: (refused) => [...kindMismatch(refused), ...prometheusName(refused)] },
});

/**
 * Validates one data point or event by the rules that BlueKing documents, with the results of the reference server. The
 * item is checked as `JSON.stringify` writes it. Its size, and an index in a message, do not include the credentials of the
 * request. Empty lists and wrong credentials belong to the request and are not checked. Never throws, unless `now` does.
 *
 * @example validate({ metrics: { 'cpu-load': 1 }, target: '10.0.0.1' }, { kind: 'metric' }).reasons[0]?.code; // 'invalid-name'
 */
export function validate(candidate: unknown, options: BluekingValidateOptions): BluekingValidation {
  const { kind, now = Date.now } = options ?? {};
  if (typeof kind !== 'string' || !Object.hasOwn(item.kinds, kind))
    return { valid: false, reasons: [UNKNOWN_KIND], warnings: [] };
  return validateItem({
    kind,
    body: { data: [candidate] },
    itemPointer: '/data/0',
    now,
  });
}

const UNKNOWN_KIND: Finding<UnknownKind> = {
  code: 'unknown-kind',
  outcome: 'unsendable',
  pointer: '',
  message: `the option \`kind\` must be one of ${Object.keys(item.kinds).join(', ')}`,
  fix: 'Pass the kind that the data id is registered for: `validate(item, { kind: "metric" })`.',
};

/** Warns if the item is valid as another kind. */
function kindMismatch({ kind, fits }: Refused<BluekingKind>): Occurrence<BluekingItemReason>[] {
  const kinds = Object.keys(item.kinds) as BluekingKind[];
  const itemKind = kinds.find((other) => other !== kind && fits(other));
  // The number of the data id is not known here.
  return itemKind
    ? [{ code: 'kind-mismatch', pointer: '', parameters: { itemKind, kind, dataId: '…' } }]
    : [];
}

/** Warns once if a refused name is a Prometheus name, which may contain colons. */
function prometheusName({ failures }: Refused<BluekingKind>): Occurrence<BluekingItemReason>[] {
  for (const { code, pointer } of failures) {
    const name = pointerSegments(pointer).at(-1) ?? '';
    if (code === ('invalid-name' satisfies BluekingItemReason) && PROMETHEUS_NAME.test(name))
      return [{ code: 'prometheus-name', pointer, parameters: { name } }];
  }
  return [];
}

const PROMETHEUS_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*:[a-zA-Z0-9_:]*$/;
