/** The schemas of a body: each keyword, and each rule that no validator knows. */
import { type Json, maxFutureOf, type OperationEntry, schemaRules } from '@pushspec/contract';
import { type BodyJudge, bodyJudges } from '../contract/body-judge.ts';
import { bodySchemas } from '../contract/body-schemas.ts';
import { type Contract, operationFacts } from '../contract/contract.ts';
import { type SchemaPlace, schemaPlaces } from '../contract/schema-places.ts';
import { knownNames, valuesAt } from '../contract/values-at.ts';
import type { ReadExchange } from '../coverage/exchange.ts';
import { hitOf, type Rule } from '../coverage/rule.ts';
import { schemaHits } from '../coverage/schema-hits.ts';
import { schemaRules as rulesOfSchema } from '../coverage/schema-rules.ts';
import { expectedOf } from '../generate/expected.ts';
import { type GeneratedCase, generatedCase } from '../generate/generated-case.ts';
import { requestForm } from '../generate/request-form.ts';
import type { Subject } from '../generate/subject.ts';
import { placeText, variationsOf } from '../generate/variations.ts';
import { knowledgeOf } from '../vendors/vendor.ts';
import type { RuleKind } from './rule-kind.ts';
import { foundAt, VALUE_RULE_LIST, valueRuleOf } from './values/index.ts';

export const body: RuleKind = {
  cases: (subjects) => subjects.flatMap((subject) => [...variationCases(subject), ...valueCases(subject)]),
  hits: { rules: bodyRules, reader: bodyHits },
};

/** One for each variation of a valid body. */
function variationCases(subject: Subject): GeneratedCase[] {
  const { contract, entry, judge } = subject;
  const prefix = judge.kind === undefined ? '' : `${judge.kind}: `;
  return variationsOf(subject).map((variation) =>
    generatedCase({
      contract,
      operation: entry.operationId,
      name: `${prefix}${placeText(variation.pointer)} is ${variation.label}`,
      aims: variation.aims,
      ...requestForm(subject, variation),
      ...expectedOf(subject, variation),
    }),
  );
}

/** Whole requests for rules that no validator knows. */
function valueCases(subject: Subject): GeneratedCase[] {
  const found = subject.places.flatMap(foundAt);
  return VALUE_RULE_LIST.flatMap((rule) =>
    found
      .filter((one) => valueRuleOf(one.rule) === rule)
      .flatMap((one) => rule.cases.sent?.(subject, one) ?? []),
  );
}

function bodyRules(contract: Contract, entry: OperationEntry): Rule[] {
  const { root, decode, kinds } = bodySchemas(contract, entry);
  const pointers = [...kinds.map(({ pointer }) => pointer), ...(decode === undefined ? [] : [decode]), root];
  const rules = pointers.flatMap((pointer) => rulesOfSchema(contract.document, pointer));
  return [...new Map(rules.map((rule) => [rule.pointer, rule])).values()];
}

type ReadBody = (exchange: ReadExchange, body: Json) => string[];

/** Reads hits from exchanges of an operation. */
async function bodyHits(
  contract: Contract,
  entry: OperationEntry,
): Promise<(exchange: ReadExchange) => string[]> {
  const judges = await bodyJudges(contract, entry);
  const readers = new Map(judges.map((judge) => [judge, bodyReader(contract, entry, judge)]));
  const early = codesBeforeTheBody(contract, entry);
  return (exchange) => {
    const { body, scenario, shown } = exchange;
    // What decides before the body is looked at shows nothing of it.
    const isDecided = scenario.given.fault !== undefined || scenario.given.exhausted !== undefined;
    if (body === undefined || isDecided || early.has(shown)) return [];
    const read = readers.get(judgeFor(judges, contract, exchange) as BodyJudge);
    return read?.(exchange, body) ?? [];
  };
}

/** Reasons of what is wrong before the body is decoded. */
function codesBeforeTheBody(contract: Contract, entry: OperationEntry): Set<unknown> {
  const { reasons, limits } = operationFacts(contract, entry);
  // A general reason may stand for a schema's.
  const { other, ...before } = reasons;
  const { bodyBytes, depth } = limits;
  return new Set([
    ...Object.values(before),
    ...(typeof bodyBytes === 'object' ? [bodyBytes.reason] : []),
    ...(depth ? [depth.reason] : []),
  ]);
}

function judgeFor(
  judges: readonly BodyJudge[],
  { vendor }: Contract,
  { body = null, config, scenario }: ReadExchange,
): BodyJudge | undefined {
  const knowledge = knowledgeOf(vendor);
  const role = scenario.given.as ?? knowledge.defaultRole(scenario.call);
  const kind = knowledge.kindOf?.(body, config) ?? role;
  return judges.find((judge) => judge.kind === kind) ?? judges[0];
}

function bodyReader(contract: Contract, entry: OperationEntry, judge: BodyJudge): ReadBody {
  const { document } = contract;
  const places = schemaPlaces(document, judge.pointer);
  const valuesIn = valueHits(contract, places);
  const codesOfRecord = recordCodes(contract, entry);
  const laterCodes = new Set(places.map(({ node }) => maxFutureOf(node)?.reason));
  return (exchange, body) => {
    const { shown, isAccepted } = exchange;
    const { broken, fails, soft } = judge.opinion(body);
    const explains = (code: string) => isRefusedFor(contract, exchange, code);
    const isKept = isAccepted || (fails === undefined && laterCodes.has(shown));
    // Another reason than one of the record says that it has been decoded.
    const isDecoded = fails !== 'to-decode' && !codesOfRecord.has(shown);
    const isRefused = broken.some(({ code }) => code !== undefined && explains(code));
    return [
      ...schemaHits(document, judge.evaluate(body), { isKept, explains }),
      ...schemaHits(document, judge.evaluateRecord?.(body) ?? [], { isKept: isDecoded, explains }),
      ...choiceHits(judge, body, { isKept, isRefused }),
      ...soft.flatMap((finding) => softHit(exchange, finding)),
      ...valuesIn(exchange, body),
    ];
  };
}

/** The reasons of the record that is decoded first. */
function recordCodes(contract: Contract, entry: OperationEntry): Set<string> {
  const { decode } = bodySchemas(contract, entry);
  const places: readonly SchemaPlace[] = decode === undefined ? [] : schemaPlaces(contract.document, decode);
  const codes = places.map(({ node }) => schemaRules(node));
  return new Set(codes.flatMap(({ reasons, integerLiteral }) => [...reasons, String(integerLiteral)]));
}

/** The choice of kinds; all else of the operation's own schema is counted where the kinds are. */
function choiceHits(
  judge: BodyJudge,
  body: Json,
  outcome: { isKept: boolean; isRefused: boolean },
): string[] {
  if (judge.kind === undefined) return [];
  return judge.evaluateRoot(body).flatMap(({ rule, holds }) => {
    if (!/\/(any|one)Of$/.test(rule)) return [];
    if (holds) return outcome.isKept ? [hitOf(rule, 'valid')] : [];
    return outcome.isRefused ? [hitOf(rule, 'invalid')] : [];
  });
}

/** Whether the refusal that was shown is the one for this code, or the general one that stands for it. */
function isRefusedFor({ reasons }: Contract, { shown, isAccepted }: ReadExchange, code: string): boolean {
  if (isAccepted) return false;
  return (
    code === shown || (reasons[shown]?.general === true && reasons[shown]?.status === reasons[code]?.status)
  );
}

function softHit(
  { isAccepted, told }: ReadExchange,
  { rule, code, holds }: { rule: string; code: string; holds: boolean },
): string[] {
  if (!isAccepted) return [];
  if (holds) return [hitOf(rule, 'valid')];
  return told.has(code) ? [hitOf(rule, 'invalid')] : [];
}

/** Reads hits from bodies that are held to these places. */
function valueHits(
  contract: Contract,
  places: readonly SchemaPlace[],
): (exchange: ReadExchange, body: Json) => string[] {
  const known = knownNames(places);
  const counted = places.flatMap(foundAt).flatMap((found) => {
    const { hits } = valueRuleOf(found.rule);
    const isPlain = !found.place.inside && found.place.about !== 'name';
    return hits.shownBy && (isPlain || hits.isAnywhere) ? [{ found, shownBy: hits.shownBy }] : [];
  });
  return (exchange, body) =>
    counted.flatMap(({ found, shownBy }) => {
      const values = valuesAt(body, found.place.path, known).map(({ value }) => value);
      const sides = shownBy({ ...found, contract, exchange, values });
      return sides.map((side) => hitOf(found.pointer, side));
    });
}
