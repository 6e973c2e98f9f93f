/** Validates an event of Guance without a network and without a client. */

import { type ItemReasonCode, itemReasons } from '@pushspec/contract/guance/item-reasons';
import { item } from '@pushspec/contract/guance/item-validators';
import { escapePointer, type PrecompiledExplainer } from '@pushspec/contract/precompiled';
import { isObject } from '../contract.ts';
import type { Finding, NotJson, Occurrence, Validation } from '../validate/finding.ts';
import { createItemValidator } from '../validate/item-validator.ts';

export type { Finding, FindingOutcome, NotJson, Validation } from '../validate/finding.ts';

/** A reason code for an event or its additional data. */
export type GuanceItemReason = ItemReasonCode;

export interface GuanceFinding extends Finding<GuanceItemReason | NotJson> {
  /** The part of the request that `pointer` refers to. */
  readonly part: 'event' | 'extraData';
}

export type GuanceValidation = Validation<GuanceItemReason | NotJson, GuanceFinding>;

export interface GuanceValidateOptions {
  /**
   * Additional data that will be sent with the event.
   *
   * @default undefined (none)
   * @example extraData: { ruleId: 'disk-usage' }
   */
  readonly extraData?: unknown;
}

const validateItem = createItemValidator<'item', GuanceItemReason>({
  item,
  reasons: itemReasons,
  extra: { refusal: collision },
});

/**
 * Validates one event and its additional data by the rules that Guance documents, with the results of the reference
 * server. Both are checked as `JSON.stringify` writes them. Whether a monitor receives the event depends on the address and
 * is not checked. Never throws.
 *
 * An event of a reporter has the additional data as a property. As `validate` of a reporter, pass
 * `({ extraData, ...event }) => validate(event, { extraData })`.
 *
 * @example validate({ status: 'error', df_team: 'payments' }).reasons[0]?.code; // 'custom-field-prefix'
 */
export function validate(event: unknown, options?: GuanceValidateOptions): GuanceValidation {
  const { extraData } = options ?? {};
  const { valid, reasons, warnings } = validateItem({
    kind: 'item',
    body: { event, extraData },
    itemPointer: '',
    now: Date.now,
  });
  return { valid, reasons: reasons.map(withPart), warnings: warnings.map(withPart) };
}

/** Splits a pointer into the body of the request into the part and the pointer into it. */
function withPart(finding: Finding<GuanceItemReason | NotJson>): GuanceFinding {
  const [, part = '', pointer = ''] = /^\/(event|extraData)(.*)$/s.exec(finding.pointer) ?? [];
  return { ...finding, part: part === 'extraData' ? part : 'event', pointer };
}

/** Finds a custom field that has the name of a tag of the same event. */
function collision(body: unknown, { nodes }: PrecompiledExplainer): Occurrence<GuanceItemReason> | undefined {
  const event = isObject(body) && isObject(body.event) ? body.event : {};
  const tags = isObject(event.dimension_tags) ? event.dimension_tags : {};
  const isKnown = (name: string) =>
    nodes.some(({ path }) => path.length === 2 && path[0] === 'event' && path[1] === name);
  const name = Object.keys(event).find((field) => Object.hasOwn(tags, field) && !isKnown(field));
  if (name === undefined) return undefined;
  const pointer = `/event/${escapePointer(name)}`;
  return { code: 'custom-field-collides', pointer, parameters: { path: `event.${name}`, name } };
}
