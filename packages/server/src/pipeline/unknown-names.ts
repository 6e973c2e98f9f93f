/** Warns about unknown names in a body that is rejected, because a misspelled name may be why another one is missing. */
import { type Json, pointerSegments, schemaRules, valueAt } from '@pushspec/contract';
import { type SchemaExplainer, withSentNames } from '@pushspec/contract/explain';
import type { Contract } from '../contract/contract.ts';
import { finding } from '../contract/findings.ts';
import type { Finding } from './verdict.ts';

/** Number of names to report, and of items to search. More would not help the reader. */
const MAX_NAMES = 5;
const MAX_ITEMS = 20;

/** Returns the end of a message that says what an unknown name was meant to be, or `undefined`. */
export type MeantName = (name: string, isTopLevel: boolean) => string | undefined;

/** Returns the function that lists unknown names in a body. `meant` helps where no known name is similar. */
export function unknownNames(
  contract: Contract,
  explainer: SchemaExplainer,
  meant: MeantName = () => undefined,
) {
  const codes = new Set(explainer.nodes.map(({ node }) => schemaRules(node).unknownProperties));
  const { operation } = contract;
  return (body: Json): Finding[] =>
    withSentNames(explainer.advise(firstItems(contract, body)), operation.rpc)
      .filter(({ code }) => codes.has(code))
      .flatMap(({ code, pointer, parameters }) => {
        const segments = pointerSegments(pointer);
        const isTopLevel = segments.length === 1;
        const own = meant(segments.at(-1) ?? '', isTopLevel);
        const similar = parameters.suggestion || undefined;
        const suggestion = isTopLevel ? (own ?? similar) : (similar ?? own);
        // Others are probably not why the body is refused.
        if (suggestion === undefined) return [];
        return [finding(contract, String(code), { pointer, parameters: { ...parameters, suggestion } })];
      })
      .slice(0, MAX_NAMES);
}

/** Returns the body with only its first items, because a rejected body may have any number. */
function firstItems({ operation }: Contract, body: Json): Json {
  const at = operation.body.items;
  const items = at === undefined ? undefined : valueAt(body, at);
  if (at === undefined || !Array.isArray(items) || items.length <= MAX_ITEMS) return body;
  return replaced(body, pointerSegments(at), items.slice(0, MAX_ITEMS));
}

function replaced(value: Json, [name, ...rest]: readonly string[], items: Json[]): Json {
  if (name === undefined) return items;
  const object = value as Record<string, Json>;
  return { ...object, [name]: replaced(object[name] ?? null, rest, items) };
}
