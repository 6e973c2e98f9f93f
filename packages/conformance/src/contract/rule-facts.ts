/** Caches facts about each rule of a contract. */
import {
  isObject,
  type JsonObject,
  type OpenApiDocument,
  pointerSegments,
  resolveNode,
  valueAt,
} from '@pushspec/contract';
import { isInsideNot, reasonFor } from './broken-rules.ts';

export interface RuleFacts {
  readonly keyword: string;
  /** The schema that contains the keyword. */
  readonly node: JsonObject;
  /** Whether the rule is inside `not`, where breaking it is not an error. */
  readonly isInsideNot: boolean;
  /** Reason codes for a value that breaks the rule. */
  readonly codes: readonly string[];
}

const known = new WeakMap<OpenApiDocument, Map<string, RuleFacts>>();

/** Returns the facts about the rule at a JSON pointer: a keyword, or an element of its list. */
export function ruleFacts(document: OpenApiDocument, rule: string): RuleFacts {
  const facts = known.get(document) ?? new Map<string, RuleFacts>();
  known.set(document, facts);
  const found = facts.get(rule) ?? factsOf(document, rule);
  facts.set(rule, found);
  return found;
}

function factsOf(document: OpenApiDocument, rule: string): RuleFacts {
  const segments = pointerSegments(rule);
  const isRequiredName = segments.at(-2) === 'required';
  const keyword = isRequiredName ? 'required' : String(segments.at(-1));
  const node = valueAt(document, parentOf(isRequiredName ? parentOf(rule) : rule));
  const holder = isObject(node) ? node : {};
  const own = isRequiredName ? absence(document, holder, Number(segments.at(-1))) : undefined;
  const codes = [own, reasonFor(holder, keyword), ofAlternative(document, rule)].filter(
    (code) => code !== undefined,
  );
  return { keyword, node: holder, isInsideNot: isInsideNot(rule), codes };
}

/** Returns the own reason of a required property for its absence. */
function absence(document: OpenApiDocument, { required, properties }: JsonObject, index: number) {
  const name = Array.isArray(required) ? String(required[index]) : '';
  const property = isObject(properties) ? properties[name] : undefined;
  return isObject(property) ? reasonFor(resolveNode(document, property), 'required') : undefined;
}

/** Returns the reason of the `oneOf` that contains a rule: its alternatives have none of their own. */
function ofAlternative(document: OpenApiDocument, rule: string): string | undefined {
  const [, owner] = /^(.*)\/oneOf\/\d+\/[^/]+$/.exec(rule) ?? [];
  const node = owner === undefined ? undefined : valueAt(document, owner);
  return isObject(node) ? reasonFor(node, 'oneOf') : undefined;
}

function parentOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf('/'));
}
