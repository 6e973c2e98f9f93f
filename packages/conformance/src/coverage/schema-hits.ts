/** Determines which rules of a schema a validated value shows. */
import { escapePointer, isObject, type JsonObject, type OpenApiDocument } from '@pushspec/contract';
import { ruleFacts } from '../contract/rule-facts.ts';
import type { Evaluation } from '../contract/schema-evaluation.ts';
import { shownBy } from '../rules/keywords/index.ts';
import { hitOf } from './rule.ts';

export interface SchemaOutcome {
  /** Whether the value passed this schema. */
  readonly isKept: boolean;
  /** Whether the value was refused for this code of a broken rule. */
  explains(code: string): boolean;
}

export function schemaHits(
  document: OpenApiDocument,
  evaluations: readonly Evaluation[],
  outcome: SchemaOutcome,
): string[] {
  const isExplained = (rule: string) => ruleFacts(document, rule).codes.some(outcome.explains);
  const forbidding = evaluations
    .filter(({ rule, holds }) => !holds && rule.endsWith('/not') && isExplained(rule))
    .map(({ rule }) => `${rule}/`);
  return evaluations.flatMap((evaluation) => {
    const { rule, value, holds } = evaluation;
    const { keyword, node, isInsideNot } = ruleFacts(document, rule);
    if (isInsideNot) {
      const isShown = holds && forbidding.some((not) => rule.startsWith(not));
      return isShown ? forbiddenHits(node, keyword, evaluation) : [];
    }
    if (keyword === 'properties') return outcome.isKept ? propertyHits(node, evaluation) : [];
    return shownBy({ keyword, node, value, holds }).flatMap(([part, side]) => {
      const isShown = side === 'valid' ? outcome.isKept : isExplained(`${rule}${part}`);
      return isShown ? [hitOf(`${rule}${part}`, side)] : [];
    });
  });
}

function propertyHits(node: JsonObject, { rule, value }: Evaluation): string[] {
  if (!isObject(value) || !isObject(node.properties)) return [];
  return Object.keys(node.properties).map((name) =>
    hitOf(`${rule}/${escapePointer(name)}`, Object.hasOwn(value, name) ? 'present' : 'absent'),
  );
}

/** Returns the forbidden values that a refused value shows. */
function forbiddenHits(node: JsonObject, keyword: string, { rule, value }: Evaluation): string[] {
  const list = node[keyword];
  if (keyword === 'enum' && Array.isArray(list)) return [hitOf(`${rule}/${list.indexOf(value)}`, 'invalid')];
  return [hitOf(rule, 'invalid')];
}
