/** Tells without a network why Guance would refuse an event. It needs nothing of the client. */

import { type ItemReasonCode, itemReasons } from '@pushspec/contract/guance/item-reasons';
import { item } from '@pushspec/contract/guance/item-validators';
import { escapePointer, type PrecompiledExplainer } from '@pushspec/contract/precompiled';
import { isObject } from '../contract.ts';
import type { Finding, NotJson, Occurrence, Validation } from '../validate/finding.ts';
import { createItemJudge } from '../validate/item-judge.ts';

export type { Finding, FindingOutcome, NotJson, Validation } from '../validate/finding.ts';

/** The codes of what can be wrong with an event or its additional data. */
export type GuanceItemReason = ItemReasonCode;

export interface GuanceFinding extends Finding<GuanceItemReason | NotJson> {
  /** What `pointer` points into. */
  readonly part: 'event' | 'extraData';
}

export type GuanceValidation = Validation<GuanceItemReason | NotJson, GuanceFinding>;

export interface GuanceValidateOptions {
  /**
   * Additional data that are to be sent with the event.
   *
   * @default undefined (none)
   * @example extraData: { ruleId: 'disk-usage' }
   */
  readonly extraData?: unknown;
}

const judge = createItemJudge<'item', GuanceItemReason>({
  item,
  reasons: itemReasons,
  beyond: { refusal: collision },
});

/**
 * Judges one event, and the additional data with it, by the rules that Guance documents, as the reference server does,
 * for whatever `JSON.stringify` makes of them. Never throws. Whether a monitor takes the event depends on its address.
 *
 * @example validate({ status: 'error', df_team: 'payments' }).reasons[0]?.code; // 'custom-field-prefix'
 */
export function validate(event: unknown, options?: GuanceValidateOptions): GuanceValidation {
  const { extraData } = options ?? {};
  const { valid, reasons, warnings } = judge({
    kind: 'item',
    body: { event, extraData },
    place: '',
    now: Date.now,
  });
  return { valid, reasons: reasons.map(withPart), warnings: warnings.map(withPart) };
}

/** The body of the request has the two parts as its members. */
function withPart(finding: Finding<GuanceItemReason | NotJson>): GuanceFinding {
  const [, part = '', pointer = ''] = /^\/(event|extraData)(.*)$/s.exec(finding.pointer) ?? [];
  return { ...finding, part: part === 'extraData' ? part : 'event', pointer };
}

/** A field of one's own must not be named like a tag of the same event. */
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
