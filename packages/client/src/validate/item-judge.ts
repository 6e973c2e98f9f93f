/** Judges one item by the validators that were compiled from the contract, in the vendor's order. */
import {
  createPrecompiledExplainer,
  type Failure,
  type PrecompiledExplainer,
  type PrecompiledItem,
  pointerSegments,
  valueAt,
} from '@pushspec/contract/precompiled';
import type { ItemReason } from '@pushspec/contract/reasons';
import { becameNull } from './became-null.ts';
import { type Finding, findingOf, type NotJson, type Occurrence, type Validation } from './finding.ts';
import { tooFarAhead } from './future.ts';
import { brokenLimit } from './request-limits.ts';
import { writtenAsJson } from './written-as-json.ts';

/** What no schema can say of a vendor's items. */
export interface BeyondSchema<Kind extends string, Code extends string> {
  /** Why an item that fits the schema is refused all the same. */
  refusal?(value: unknown, explainer: PrecompiledExplainer): Occurrence<Code> | undefined;
  /** Warnings about an item that does not fit the schema. */
  warnings?(refused: Refused<Kind>): Occurrence<Code>[];
}

export interface Refused<Kind extends string> {
  readonly kind: Kind;
  readonly value: unknown;
  readonly failures: readonly Failure[];
  /** Whether the item fits another kind. */
  readonly fits: (kind: Kind) => boolean;
}

export interface ItemRules<Kind extends string, Code extends string> {
  readonly item: PrecompiledItem<Kind>;
  readonly reasons: Readonly<Record<Code, ItemReason>>;
  readonly beyond?: BeyondSchema<Kind, Code>;
}

export interface Sent<Kind extends string> {
  readonly kind: Kind;
  /** Body of a request that carries the item alone. */
  readonly body: unknown;
  /** JSON pointer of the item in that body. */
  readonly place: string;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
}

export type JudgeItem<Kind extends string, Code extends string> = (
  sent: Sent<Kind>,
) => Validation<Code | NotJson>;

/** Makes the judge of a vendor's items. It never throws, unless `now` does. */
export function createItemJudge<Kind extends string, Code extends string>({
  item,
  reasons,
  beyond = {},
}: ItemRules<Kind, Code>): JudgeItem<Kind, Code> {
  const explainerOf = explainersOf(item);
  const show = (occurrence: Occurrence) => findingOf(reasons, occurrence as Occurrence<Code>);
  const refusedFor = (...occurrences: Occurrence[]) => judged(occurrences.map(show), []);

  return ({ kind, body, place, now }) => {
    const written = writtenAsJson(body);
    if (!('text' in written)) return judged([notJson(written, place)], []);
    const { text } = written;
    const limit = brokenLimit(item, text);
    if (limit) return refusedFor(limit);
    const value = valueAt(JSON.parse(text), place);
    const explainer = explainerOf(kind);
    const failures = explainer.explain(value);
    if (failures.length > 0) {
      const fits = (other: Kind) => explainerOf(other).accepts(value);
      const extra = { kind: item.kinds[kind].wireName };
      const isNull = (pointer: string) => valueAt(value, pointer) === null;
      const found = failures.map(({ code = item.otherReason, pointer, parameters }) => {
        const original = isNull(pointer) ? becameNull(body, place + pointer) : {};
        return show({ code, pointer, parameters: { ...parameters, ...original, ...extra } });
      });
      return judged(found, (beyond.warnings?.({ kind, value, failures, fits }) ?? []).map(show));
    }
    const refusal = beyond.refusal?.(value, explainer) ?? tooFarAhead(explainer.nodes, value, now);
    if (refusal) return refusedFor(refusal);
    const advice = explainer
      .advise(value)
      .map(({ code = item.otherReason, pointer, parameters }) => show({ code, pointer, parameters }));
    const isDropping = ({ outcome }: Finding) => outcome === 'ignored';
    return judged(
      advice.filter(isDropping),
      advice.filter((finding) => !isDropping(finding)),
    );
  };
}

/** Made at first use: an application seldom sends every kind. */
function explainersOf<Kind extends string>({ kinds, typeNames }: PrecompiledItem<Kind>) {
  const made = new Map<Kind, PrecompiledExplainer>();
  return (kind: Kind): PrecompiledExplainer => {
    const explainer = made.get(kind) ?? createPrecompiledExplainer(kinds[kind], typeNames);
    made.set(kind, explainer);
    return explainer;
  };
}

function judged<Code extends string>(
  reasons: readonly Finding<Code>[],
  warnings: readonly Finding<Code>[],
): Validation<Code> {
  return { valid: reasons.length === 0, reasons, warnings };
}

function notJson(
  { pointer, problem, fix }: { pointer: string; problem: string; fix: string },
  place: string,
): Finding<NotJson> {
  const inside = pointer.startsWith(place) ? pointer.slice(place.length) : '';
  const path = pointerSegments(inside).join('.') || 'the event';
  return {
    code: 'not-json',
    outcome: 'unsendable',
    pointer: inside,
    message: `${path} cannot be written as JSON: ${problem}`,
    fix,
  };
}
