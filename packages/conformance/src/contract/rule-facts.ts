/** What is asked of a rule again and again, worked out once for each contract. */
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
  /** The schema that holds the keyword. */
  readonly node: JsonObject;
  /** Stands inside of `not`: breaking it is no fault. */
  readonly isInsideNot: boolean;
  /** The codes that the contract gives to a breach. */
  readonly codes: readonly string[];
}

const known = new WeakMap<OpenApiDocument, Map<string, RuleFacts>>();

/** The facts of the rule at a JSON pointer: of a keyword, or of an element of its list. */
export function ruleFacts(document: OpenApiDocument, rule: string): RuleFacts {
  const facts = known.get(document) ?? new Map<string, RuleFacts>();
  known.set(document, facts);
  const found = facts.get(rule) ?? factsOf(document, rule);
  facts.set(rule, found);
  return found;
}

function factsOf(document: OpenApiDocument, rule: string): RuleFacts {
  const segments = pointerSegments(rule);
  const isMember = segments.at(-2) === 'required';
  const keyword = isMember ? 'required' : String(segments.at(-1));
  const node = valueAt(document, parentOf(isMember ? parentOf(rule) : rule));
  const holder = isObject(node) ? node : {};
  const own = isMember ? absence(document, holder, Number(segments.at(-1))) : undefined;
  const codes = [own, reasonFor(holder, keyword)].filter((code) => code !== undefined);
  return { keyword, node: holder, isInsideNot: isInsideNot(rule), codes };
}

/** The reason that a required member has of its own for being absent. */
function absence(document: OpenApiDocument, { required, properties }: JsonObject, index: number) {
  const name = Array.isArray(required) ? String(required[index]) : '';
  const member = isObject(properties) ? properties[name] : undefined;
  return isObject(member) ? reasonFor(resolveNode(document, member), 'required') : undefined;
}

function parentOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf('/'));
}
