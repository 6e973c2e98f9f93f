/** Rules for the schemas of a body: each keyword, and rules that JSON Schema cannot express. */
import { type Json, maxFutureOf, type OperationEntry, type Rpc, schemaRules } from '@pushspec/contract';
import { adapterOf } from '../apis/api-adapter.ts';
import { bodyLocations, bodySchemas } from '../contract/body-schemas.ts';
import { type BodyValidator, bodyValidators } from '../contract/body-validator.ts';
import { type Contract, operationFacts } from '../contract/contract.ts';
import { type SchemaLocation, schemaLocations } from '../contract/schema-locations.ts';
import { knownNames, pathKey, valuesAt } from '../contract/values-at.ts';
import type { ReadExchange } from '../coverage/exchange.ts';
import { hitOf, type Rule } from '../coverage/rule.ts';
import { schemaHits } from '../coverage/schema-hits.ts';
import { schemaRules as rulesOfSchema } from '../coverage/schema-rules.ts';
import { expectedOf } from '../generate/expected.ts';
import { type GeneratedCase, generatedCase } from '../generate/generated-case.ts';
import { isSendable, requestForm } from '../generate/request-form.ts';
import type { Subject } from '../generate/subject.ts';
import { dottedPath, variationsOf } from '../generate/variations.ts';
import type { RuleKind } from './rule-kind.ts';
import { locatedRules, VALUE_RULE_LIST, valueRuleOf } from './values/index.ts';

export const body: RuleKind = {
  cases: (subjects) => subjects.flatMap((subject) => [...variationCases(subject), ...valueCases(subject)]),
  hits: { rules: bodyRules, reader: bodyHits },
};

/** Generates a case for each variation of a valid body. */
function variationCases(subject: Subject): GeneratedCase[] {
  const { contract, entry, validator } = subject;
  const prefix = validator.kind === undefined ? '' : `${validator.kind}: `;
  return variationsOf(subject)
    .filter((variation) => isSendable(subject, variation))
    .map((variation) =>
      generatedCase({
        contract,
        operation: entry.operationId,
        name: `${prefix}${dottedPath(variation.pointer)} is ${variation.label}`,
        aims: variation.aims,
        ...requestForm(subject, variation),
        ...expectedOf(subject, variation),
      }),
    );
}

/** Generates whole requests for rules that JSON Schema cannot express. */
function valueCases(subject: Subject): GeneratedCase[] {
  const found = subject.locations.flatMap(locatedRules);
  return VALUE_RULE_LIST.flatMap((rule) =>
    found
      .filter((one) => valueRuleOf(one.rule) === rule)
      .flatMap((one) => rule.cases.sent?.(subject, one) ?? []),
  );
}

function bodyRules(contract: Contract, entry: OperationEntry): Rule[] {
  const { root, decode, kinds } = bodySchemas(contract, entry);
  const pointers = [...kinds.map(({ pointer }) => pointer), ...(decode === undefined ? [] : [decode]), root];
  const { rpc } = operationFacts(contract, entry);
  const options = rpc ? { hasFixedType: fixedTypes(rpc) } : {};
  const rules = pointers.flatMap((pointer) => rulesOfSchema(contract.document, pointer, options));
  const checkedBefore = formatsCheckedBefore(contract, entry);
  const all = rules.map(
    (rule): Rule => (checkedBefore.has(rule.pointer) ? { ...rule, sides: ['valid'] } : rule),
  );
  return [...new Map(all.map((rule) => [rule.pointer, rule])).values()];
}

/**
 * Returns the pointers of formats that the record states too, or that the rule about finite numbers covers. A value that
 * breaks one is refused before the schema is checked.
 */
function formatsCheckedBefore(contract: Contract, entry: OperationEntry): Set<string> {
  const { decode, kinds } = bodySchemas(contract, entry);
  const { finiteNumbers } = operationFacts(contract, entry).limits;
  const key = ({ path, node }: SchemaLocation) => `${pathKey(path)} ${String(node.format)}`;
  const stated = new Set(decode === undefined ? [] : schemaLocations(contract.document, decode).map(key));
  const isChecked = (location: SchemaLocation) =>
    stated.has(key(location)) ||
    (location.node.format === 'double' && location.path[0] === finiteNumbers?.property);
  return new Set(
    kinds
      .flatMap(({ pointer }) => schemaLocations(contract.document, pointer))
      .filter((location) => location.node.format !== undefined && isChecked(location))
      .map(({ pointer }) => `${pointer}/format`),
  );
}

/** The body is an object and its values are strings, unless the style of a property says otherwise. */
function fixedTypes({ style = {} }: Rpc): (path: SchemaLocation['path']) => boolean {
  return ([name, ...rest]) => {
    const written = style[String(name)];
    // An item of a list is a string or has fields, which are strings.
    return written === undefined || (written === 'repeatList' && rest.length > 1);
  };
}

type ReadBody = (exchange: ReadExchange, body: Json) => string[];

/** Creates a reader for the exchanges of an operation. */
async function bodyHits(
  contract: Contract,
  entry: OperationEntry,
): Promise<(exchange: ReadExchange) => string[]> {
  const validators = await bodyValidators(contract, entry);
  const readers = new Map(validators.map((validator) => [validator, bodyReader(contract, entry, validator)]));
  const early = codesBeforeTheBody(contract, entry);
  return (exchange) => {
    const { body, scenario, shown } = exchange;
    // A refusal before the body is read shows nothing about the body.
    const isDecided = scenario.given.fault !== undefined || scenario.given.exhausted !== undefined;
    if (body === undefined || isDecided || early.has(shown)) return [];
    const read = readers.get(validatorFor(validators, contract, exchange) as BodyValidator);
    return read?.(exchange, body) ?? [];
  };
}

/** Returns the reasons for errors before the body is decoded. */
function codesBeforeTheBody(contract: Contract, entry: OperationEntry): Set<unknown> {
  const { reasons, limits } = operationFacts(contract, entry);
  // A general reason may also be the reason of a schema.
  const { other, ...before } = reasons;
  const { bodyBytes, depth } = limits;
  return new Set([
    ...Object.values(before),
    ...(typeof bodyBytes === 'object' ? [bodyBytes.reason] : []),
    ...(depth ? [depth.reason] : []),
  ]);
}

function validatorFor(
  validators: readonly BodyValidator[],
  { api }: Contract,
  { body = null, config, scenario }: ReadExchange,
): BodyValidator | undefined {
  const adapter = adapterOf(api);
  const role = scenario.given.as ?? adapter.defaultRole(scenario.call);
  const kind = adapter.kindOf?.(body, config) ?? role;
  return validators.find((validator) => validator.kind === kind) ?? validators[0];
}

function bodyReader(contract: Contract, entry: OperationEntry, validator: BodyValidator): ReadBody {
  const { document } = contract;
  const locations = bodyLocations(contract, entry, validator.pointer);
  const valuesIn = valueHits(contract, locations);
  const codesOfRecord = recordCodes(contract, entry);
  const laterCodes = new Set(locations.map(({ node }) => maxFutureOf(node)?.reason));
  return (exchange, body) => {
    const { shown, isAccepted } = exchange;
    const { broken, fails, soft } = validator.validate(body);
    const explains = (code: string) => isRefusedFor(contract, exchange, code);
    const isKept = isAccepted || (fails === undefined && laterCodes.has(shown));
    // A reason that is not one of the record shows that the record was decoded.
    const isDecoded = fails !== 'to-decode' && !codesOfRecord.has(shown);
    const isRefused = broken.some(({ code }) => code !== undefined && explains(code));
    return [
      ...schemaHits(document, validator.evaluate(body), { isKept, explains }),
      ...schemaHits(document, validator.evaluateRecord?.(body) ?? [], { isKept: isDecoded, explains }),
      ...choiceHits(validator, body, { isKept, isRefused }),
      ...soft.flatMap((finding) => softHit(exchange, finding)),
      ...valuesIn(exchange, body),
    ];
  };
}

/** Returns the reasons of the record that is decoded first. */
function recordCodes(contract: Contract, entry: OperationEntry): Set<string> {
  const { decode } = bodySchemas(contract, entry);
  const locations: readonly SchemaLocation[] =
    decode === undefined ? [] : schemaLocations(contract.document, decode);
  const codes = locations.map(({ node }) => schemaRules(node));
  return new Set(codes.flatMap(({ reasons, integerLiteral }) => [...reasons, String(integerLiteral)]));
}

/** Counts only the choice of kinds. The rest of the operation's schema is counted with the kinds. */
function choiceHits(
  validator: BodyValidator,
  body: Json,
  outcome: { isKept: boolean; isRefused: boolean },
): string[] {
  if (validator.kind === undefined) return [];
  return validator.evaluateRoot(body).flatMap(({ rule, holds }) => {
    if (!/\/(any|one)Of$/.test(rule)) return [];
    if (holds) return outcome.isKept ? [hitOf(rule, 'valid')] : [];
    return outcome.isRefused ? [hitOf(rule, 'invalid')] : [];
  });
}

/** Whether the observed refusal is for this code, or the general one that covers it. */
function isRefusedFor({ reasons }: Contract, { shown, isAccepted }: ReadExchange, code: string): boolean {
  if (isAccepted) return false;
  return (
    code === shown || (reasons[shown]?.general === true && reasons[shown]?.status === reasons[code]?.status)
  );
}

function softHit(
  { isAccepted, verdictCodes }: ReadExchange,
  { rule, code, holds }: { rule: string; code: string; holds: boolean },
): string[] {
  if (!isAccepted) return [];
  if (holds) return [hitOf(rule, 'valid')];
  return verdictCodes.has(code) ? [hitOf(rule, 'invalid')] : [];
}

/** Returns the items that a body shows at these locations. */
function valueHits(
  contract: Contract,
  locations: readonly SchemaLocation[],
): (exchange: ReadExchange, body: Json) => string[] {
  const known = knownNames(locations);
  const counted = locations.flatMap(locatedRules).flatMap((found) => {
    const { hits } = valueRuleOf(found.rule);
    const isPlain = !found.location.inside && found.location.about !== 'name';
    return hits.shownBy && (isPlain || hits.isAnywhere) ? [{ found, shownBy: hits.shownBy }] : [];
  });
  return (exchange, body) =>
    counted.flatMap(({ found, shownBy }) => {
      const values = valuesAt(body, found.location.path, known).map(({ value }) => value);
      const sides = shownBy({ ...found, contract, exchange, values });
      return sides.map((side) => hitOf(found.pointer, side));
    });
}
