/** Validates one item with the validators that were compiled from the contract, in the vendor's order. */
import {
  createPrecompiledExplainer,
  type Failure,
  maxFutureOf,
  type PrecompiledExplainer,
  type PrecompiledItem,
  pointerSegments,
  valueAt,
} from '@pushspec/contract/precompiled';
import type { ItemReason } from '@pushspec/contract/reasons';
import { isObject } from '../contract.ts';
import { type Finding, findingOf, type NotJson, type Occurrence, type Validation } from './finding.ts';
import { writtenAsJson } from './written-as-json.ts';

/** Rules for items that no schema can express. */
export interface ExtraRules<Kind extends string, Code extends string> {
  /** Returns the rule that an item breaks although it matches the schema. */
  refusal?(value: unknown, explainer: PrecompiledExplainer): Occurrence<Code> | undefined;
  /** Returns warnings about an item that does not match the schema. */
  warnings?(refused: Refused<Kind>): Occurrence<Code>[];
}

export interface Refused<Kind extends string> {
  readonly kind: Kind;
  readonly value: unknown;
  readonly failures: readonly Failure[];
  /** Returns whether the item matches another kind. */
  readonly fits: (kind: Kind) => boolean;
}

export interface ItemRules<Kind extends string, Code extends string> {
  readonly item: PrecompiledItem<Kind>;
  readonly reasons: Readonly<Record<Code, ItemReason>>;
  readonly extra?: ExtraRules<Kind, Code>;
}

export interface ItemInBody<Kind extends string> {
  readonly kind: Kind;
  /** Body of a request that contains only this item. */
  readonly body: unknown;
  /** JSON pointer of the item in that body. */
  readonly itemPointer: string;
  /** How the vendor measures the JSON of that body. @default it measures the whole JSON */
  readonly measures?: Measures;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
}

/** How a vendor measures a body that it does not receive as JSON. Both measures are at most those of the whole JSON. */
export interface Measures {
  /** Returns the bytes that the size limit applies to. */
  bytesIn(json: string): number;
  /** Returns the JSON whose depth is limited. */
  nestedIn(json: string): string;
}

const WHOLE: Measures = {
  bytesIn: (json) => new TextEncoder().encode(json).length,
  nestedIn: (json) => json,
};

export type ValidateItem<Kind extends string, Code extends string> = (
  sent: ItemInBody<Kind>,
) => Validation<Code | NotJson>;

/** Creates the validator of an API's items. It never throws, unless `now` does. */
export function createItemValidator<Kind extends string, Code extends string>({
  item,
  reasons,
  extra = {},
}: ItemRules<Kind, Code>): ValidateItem<Kind, Code> {
  const explainerOf = explainersOf(item);
  const show = (occurrence: Occurrence) => findingOf(reasons, occurrence as Occurrence<Code>);
  const refusedFor = (...occurrences: Occurrence[]) => validation(occurrences.map(show), []);

  return ({ kind, body, itemPointer, now, measures = WHOLE }) => {
    const written = writtenAsJson(body);
    if (!('text' in written)) return validation([notJson(written, itemPointer)], []);
    const { text } = written;
    const limit = brokenLimit(item, text, measures);
    if (limit) return refusedFor(limit);
    const value = valueAt(JSON.parse(text), itemPointer);
    const explainer = explainerOf(kind);
    const failures = explainer.explain(value);
    if (failures.length > 0) {
      const fits = (other: Kind) => explainerOf(other).accepts(value);
      const kindName = { kind: item.kinds[kind].wireName };
      const isNull = (pointer: string) => valueAt(value, pointer) === null;
      const found = failures.map(({ code = item.otherReason, pointer, parameters }) => {
        const original = isNull(pointer) ? becameNull(body, itemPointer + pointer) : {};
        return show({ code, pointer, parameters: { ...parameters, ...original, ...kindName } });
      });
      const warnings = extra.warnings?.({ kind, value, failures, fits }) ?? [];
      return validation(found, [...warnings.map(show), ...misspelledNames(explainer, value).map(show)]);
    }
    const refusal = extra.refusal?.(value, explainer) ?? tooFarAhead(explainer.nodes, value, now);
    if (refusal) return refusedFor(refusal);
    const advice = explainer
      .advise(value)
      .map(({ code = item.otherReason, pointer, parameters }) => show({ code, pointer, parameters }));
    const isDropping = ({ outcome }: Finding) => outcome === 'ignored';
    return validation(
      advice.filter(isDropping),
      advice.filter((finding) => !isDropping(finding)),
    );
  };
}

/** Number of misspelled names to report with a failure. */
const MAX_NAMES = 5;

/** Returns names that are similar to a known one, because a misspelled name may be why another one is missing. */
function misspelledNames({ advise }: PrecompiledExplainer, value: unknown): Occurrence[] {
  return advise(value)
    .flatMap(({ code, ...rest }) =>
      code !== undefined && rest.parameters.suggestion ? [{ code, ...rest }] : [],
    )
    .slice(0, MAX_NAMES);
}

/** Creates each explainer at first use, because most applications send one kind. */
function explainersOf<Kind extends string>({ kinds, typeNames }: PrecompiledItem<Kind>) {
  const made = new Map<Kind, PrecompiledExplainer>();
  return (kind: Kind): PrecompiledExplainer => {
    const explainer = made.get(kind) ?? createPrecompiledExplainer(kinds[kind], typeNames);
    made.set(kind, explainer);
    return explainer;
  };
}

function validation<Code extends string>(
  reasons: readonly Finding<Code>[],
  warnings: readonly Finding<Code>[],
): Validation<Code> {
  return { valid: reasons.length === 0, reasons, warnings };
}

function notJson(
  { pointer, problem, fix }: { pointer: string; problem: string; fix: string },
  itemPointer: string,
): Finding<NotJson> {
  const inside = pointer.startsWith(itemPointer) ? pointer.slice(itemPointer.length) : '';
  const path = pointerSegments(inside).join('.') || 'the event';
  return {
    code: 'not-json',
    outcome: 'unsendable',
    pointer: inside,
    message: `${path} cannot be written as JSON: ${problem}`,
    fix,
  };
}

/**
 * Returns the message parameters for a value that JSON cannot write and that is sent as null. They are empty if the value
 * at this location is null itself. Never throws.
 */
function becameNull(body: unknown, pointer: string): { got?: string; value?: string } {
  try {
    const value: unknown = valueAt(body, pointer);
    if (value === null) return {};
    const isShown = typeof value === 'number' || value instanceof Date;
    const text = `${isShown ? String(value) : typeof value}, which JSON writes as null`;
    return { got: text, value: text };
  } catch {
    return {};
  }
}

/** Returns the first time in an item that is too far ahead of the vendor's clock, or `undefined`. */
function tooFarAhead(
  nodes: PrecompiledExplainer['nodes'],
  value: unknown,
  now: () => number,
): Occurrence | undefined {
  for (const { path, node } of nodes) {
    const rule = maxFutureOf(node);
    if (!rule) continue;
    const serverTs = Math.floor(now() / 1000);
    const offset = rule.seconds;
    const instant = memberAt(value, path);
    // The vendor compares whole seconds.
    if (typeof instant !== 'number' || instant < (serverTs + offset + 1) * 1000) continue;
    const parameters = { dataTs: Math.floor(instant / 1000), serverTs, offset, value: instant };
    return { code: rule.reason, pointer: `/${path.join('/')}`, parameters };
  }
  return undefined;
}

function memberAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce((node, name) => (isObject(node) ? node[name] : undefined), value);
}

/** Returns the request limit that the JSON of a single event exceeds, or `undefined`. */
function brokenLimit(
  { maxBytes, maxDepth }: Pick<PrecompiledItem, 'maxBytes' | 'maxDepth'>,
  text: string,
  { bytesIn, nestedIn }: Measures,
): Occurrence | undefined {
  // Avoids scanning most events: a character has at most three bytes, and a level at least two characters.
  if (maxBytes && text.length * 3 > maxBytes.limit) {
    const size = bytesIn(text);
    if (size > maxBytes.limit) return broken(maxBytes.reason, { limit: maxBytes.limit, size });
  }
  if (text.length > maxDepth.limit * 2) {
    const nested = nestedIn(text);
    const end = endOfAllowedDepth(nested, maxDepth.limit);
    if (end !== undefined) {
      // Vendors count bytes.
      const index = new TextEncoder().encode(nested.slice(0, end)).length;
      return broken(maxDepth.reason, { limit: maxDepth.limit, index });
    }
  }
  return undefined;
}

function broken(code: string, parameters: Occurrence['parameters']): Occurrence {
  return { code, pointer: '', parameters };
}

/** Returns the offset after the first bracket or brace that is nested too deeply in a JSON string, or `undefined`. */
function endOfAllowedDepth(text: string, maxDepth: number): number | undefined {
  let depth = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '"') isInString = !isInString;
    else if (isInString) {
      if (character === '\\') index++;
    } else if (character === '[' || character === '{') {
      if (++depth > maxDepth) return index + 1;
    } else if (character === ']' || character === '}') depth--;
  }
  return undefined;
}
