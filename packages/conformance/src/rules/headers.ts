/** Rules for declared headers: each absent, and each with values that keep and break its schema. */
import {
  customRules,
  isHeaderValue,
  type JsonObject,
  type OperationEntry,
  schemaRules,
  wholeReasonOf,
} from '@pushspec/contract';
import { adapterOf } from '../apis/api-adapter.ts';
import { brokenRules, codesOf, reasonFor } from '../contract/broken-rules.ts';
import { type Contract, operationFacts } from '../contract/contract.ts';
import { type DeclaredHeader, declaredHeaders } from '../contract/declared-headers.ts';
import { compileEvaluator } from '../contract/schema-evaluation.ts';
import { compileSchema, type Validator } from '../contract/schema-validator.ts';
import { type SoftRules, softRules } from '../contract/soft-rules.ts';
import type { ReadExchange } from '../coverage/exchange.ts';
import { BOTH, hitOf, type Rule } from '../coverage/rule.ts';
import { schemaHits } from '../coverage/schema-hits.ts';
import { schemaRules as rulesOfSchema } from '../coverage/schema-rules.ts';
import { candidatesOf } from '../generate/candidates.ts';
import { type GeneratedCase, generatedCase } from '../generate/generated-case.ts';
import { givenOf, jsonOf } from '../generate/request-form.ts';
import type { Subject } from '../generate/subject.ts';
import { describedValue } from '../generate/value-text.ts';
import { ACCEPTED, type Scenario } from '../scenario/scenario.ts';
import type { Candidate } from './keywords/candidate.ts';
import { once, type RuleKind } from './rule-kind.ts';

export const headers: RuleKind = {
  cases: once(headerCases),
  hits: { rules: headerRules, reader: headerHits },
};

async function headerCases(subject: Subject): Promise<GeneratedCase[]> {
  const headers = declaredHeaders(subject.contract, subject.entry);
  const lists = headers.map(async (header) => [
    ...absent(subject, header),
    ...(await withValues(subject, header)),
  ]);
  return (await Promise.all(lists)).flat();
}

interface HeaderCase extends Pick<Scenario, 'reason' | 'expect'> {
  readonly or?: readonly string[];
  readonly label: string;
  readonly value: string | null;
  readonly aims: readonly string[];
  readonly config?: Readonly<Record<string, number>> | undefined;
}

function headerCase(
  subject: Subject,
  { name, isRequired }: DeclaredHeader,
  { label, value, config, ...parts }: HeaderCase,
) {
  const { contract, entry, full } = subject;
  // An optional header may describe the sender, so a different role may have to send it.
  const sender = isRequired ? {} : { as: adapterOf(contract.api).defaultRole(undefined) };
  return generatedCase({
    contract,
    operation: entry.operationId,
    name: `header ${name} is ${label}`,
    given: { ...sender, ...givenOf(subject), ...(config && { config }) },
    raw: { headers: { [name]: value }, json: jsonOf(subject, full) },
    ...parts,
  });
}

function absent(subject: Subject, header: DeclaredHeader): GeneratedCase[] {
  const { isRequired, parameter, pointer } = header;
  const reason = isRequired ? reasonFor(parameter, 'required') : ACCEPTED;
  if (reason === undefined) return [];
  return [
    headerCase(subject, header, {
      label: 'absent',
      value: null,
      aims: [`${pointer}/required`],
      reason,
      expect: {},
    }),
  ];
}

async function withValues(subject: Subject, header: DeclaredHeader): Promise<GeneratedCase[]> {
  const { document } = subject.contract;
  const pointer = `${header.pointer}/schema`;
  const validate = await compileSchema(document, pointer);
  const soft = await softRules(document, pointer);
  const tried = new Map<string, HeaderCase>();
  for (const { rule, label, value } of candidatesFor(subject, header)) {
    const text = String(value);
    if (typeof value !== 'string' || !(text === '' || isHeaderValue(text))) continue;
    const aims = [...(tried.get(text)?.aims ?? []), rule];
    const verdict = validated(subject, header, { validate, soft, value });
    if (verdict)
      tried.set(text, {
        label: tried.get(text)?.label ?? describedValue(value, label),
        value,
        aims,
        ...verdict,
      });
  }
  return [...tried.values()].map((one) => headerCase(subject, header, one));
}

interface TriedValue extends Candidate {
  /** JSON pointer of the rule that the value is tried for. */
  readonly rule: string;
}

function candidatesFor({ matching }: Subject, { schema, parameter, pointer }: DeclaredHeader): TriedValue[] {
  const valid = typeof parameter.example === 'string' ? [parameter.example] : [];
  const own = candidatesOf(schema, { valid, matching });
  const rules = customRules(schema).filter(({ kind }) => kind === 'advice');
  return [
    ...own.map(([location, one]) => ({ ...one, rule: `${pointer}/schema${location}` })),
    ...schemaRules(schema).advice.flatMap((advice, index) =>
      candidatesOf(advice.schema, { valid, matching }).map(([, one]) => ({
        ...one,
        label: `${one.label}, by ${rules[index]?.title}`,
        rule: `${pointer}/schema${rules[index]?.location}`,
      })),
    ),
  ];
}

interface ValidationInput {
  readonly validate: Validator;
  readonly soft: SoftRules;
  readonly value: string;
}

/** Returns the expected result of a value, or `undefined` if it depends on more than the schema. */
function validated(
  { contract, entry }: Subject,
  { name, schema, parameter, isRequired }: DeclaredHeader,
  { validate, soft, value }: ValidationInput,
): Pick<HeaderCase, 'reason' | 'expect' | 'config' | 'or'> | undefined {
  // An empty header counts as missing unless the contract allows it to be empty.
  if (value === '' && isRequired && schema.minLength !== 0) return emptied(parameter, schema);
  const [broken] = codesOf(brokenRules(contract.document, validate, value));
  if (broken !== undefined) return { reason: broken, expect: {} };
  if (isBound(contract.api, name)) return value === '' ? undefined : bound(schema);
  const code = soft(value).find(({ holds }) => !holds)?.code;
  const isDated =
    operationFacts(contract, entry).limits.clockSkew !== undefined && name.toLowerCase() === 'date';
  return {
    reason: code ?? ACCEPTED,
    expect: { verdict: { outcome: 'accepted', warnings: code === undefined ? [] : [code] } },
    // Any date will do, because the clock skew is a separate rule.
    config: isDated ? { clockSkewSeconds: 0 } : undefined,
  };
}

/** An empty header may count as absent or as invalid. No source says which. */
function emptied(
  parameter: JsonObject,
  schema: JsonObject,
): Pick<HeaderCase, 'reason' | 'expect' | 'or'> | undefined {
  const reason = reasonFor(parameter, 'required');
  const wrong = reasonFor(schema, 'pattern');
  if (reason === undefined) return undefined;
  return { reason, expect: {}, ...(wrong !== undefined && wrong !== reason && { or: [wrong] }) };
}

/** Whether the value of a header depends on the rest of the request or on the sender. */
function isBound(api: Subject['contract']['api'], name: string): boolean {
  return adapterOf(api).boundHeaders?.test(name) === true;
}

/** Returns the expectation for a header of which only one value is right: any other is refused for the schema's reason. */
function bound(schema: JsonObject): Pick<HeaderCase, 'reason' | 'expect'> | undefined {
  const reason = wholeReasonOf(schema);
  return reason === undefined ? undefined : { reason, expect: {} };
}

function headerRules(contract: Contract, entry: OperationEntry): Rule[] {
  return declaredHeaders(contract, entry).flatMap(({ pointer, isRequired }): Rule[] => [
    { pointer: `${pointer}/required`, sides: isRequired ? BOTH : ['present', 'absent'] },
    ...rulesOfSchema(contract.document, `${pointer}/schema`, { isString: true }),
  ]);
}

async function headerHits(
  contract: Contract,
  entry: OperationEntry,
): Promise<(exchange: ReadExchange) => string[]> {
  const readers = await Promise.all(
    declaredHeaders(contract, entry).map((header) => headerReader(contract, header)),
  );
  return (exchange) =>
    exchange.scenario.given.fault === undefined ? readers.flatMap((read) => read(exchange)) : [];
}

async function headerReader({ document }: Contract, header: DeclaredHeader) {
  const { name, parameter, isRequired, pointer } = header;
  const schema = `${pointer}/schema`;
  const evaluate = await compileEvaluator(document, schema);
  const validate = await compileSchema(document, schema);
  const soft = await softRules(document, schema);
  return (exchange: ReadExchange): string[] => {
    const { shown, isAccepted, verdictCodes } = exchange;
    const value = exchange.header(name);
    const rule = `${pointer}/required`;
    if (value === undefined) {
      if (!isRequired) return isAccepted ? [hitOf(rule, 'absent')] : [];
      return shown === reasonFor(parameter, 'required') ? [hitOf(rule, 'invalid')] : [];
    }
    const isBroken = brokenRules(document, validate, value).length > 0;
    const outcome = {
      isKept: isAccepted && !isBroken,
      explains: (code: string | undefined) => code === shown,
    };
    return [
      ...(isAccepted ? [hitOf(rule, isRequired ? 'valid' : 'present')] : []),
      ...schemaHits(document, evaluate(value), outcome),
      ...soft(value).flatMap(({ rule: advice, code, holds }) => {
        if (!isAccepted) return [];
        return holds ? [hitOf(advice, 'valid')] : verdictCodes.has(code) ? [hitOf(advice, 'invalid')] : [];
      }),
    ];
  };
}
