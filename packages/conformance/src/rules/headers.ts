/** Cases about declared headers: each absent, and each with values that keep and that break its schema. */
import { isObject, type JsonObject } from '@pushspec/contract';
import { brokenRules, codesOf, reasonFor } from '../contract/broken-rules.ts';
import { type DeclaredHeader, declaredHeaders } from '../contract/declared-headers.ts';
import { compileSchema, type Validator } from '../contract/schema-validator.ts';
import { type SoftRules, softRules } from '../contract/soft-rules.ts';
import { ACCEPTED, type Scenario } from '../scenario/scenario.ts';
import { knowledgeOf } from '../vendors/vendor.ts';
import { type Candidate, candidatesOf } from './candidates/index.ts';
import { type GeneratedCase, generatedCase } from './generated-case.ts';
import { givenOf, jsonOf } from './request-form.ts';
import type { Subject } from './subject.ts';
import { describedValue } from './value-text.ts';

export async function headerCases(subject: Subject): Promise<GeneratedCase[]> {
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
  // A header that may be left out says something about the sender: another sender than the usual one may have to send it.
  const sender = isRequired ? {} : { as: knowledgeOf(contract.vendor).defaultRole(undefined) };
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

/** What can stand in a header as it is: HTTP takes blanks at its ends away, and line breaks end it. */
const SENDABLE = /^([\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?)?$/;

async function withValues(subject: Subject, header: DeclaredHeader): Promise<GeneratedCase[]> {
  const { document } = subject.contract;
  const pointer = `${header.pointer}/schema`;
  const validate = await compileSchema(document, pointer);
  const soft = await softRules(document, pointer);
  const tried = new Map<string, HeaderCase>();
  for (const { keyword, rule, label, value } of candidatesFor(subject, header)) {
    const text = String(value);
    if (typeof value !== 'string' || !SENDABLE.test(text)) continue;
    const aims = [...(tried.get(text)?.aims ?? []), rule ?? `${pointer}/${keyword}`];
    const verdict = judged(subject, header, { validate, soft, value });
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

interface Tried extends Candidate {
  readonly keyword: string;
  /** JSON pointer of the advice that it is tried for. */
  readonly rule?: string;
}

function candidatesFor({ matching }: Subject, { schema, parameter, pointer }: DeclaredHeader): Tried[] {
  const valid = typeof parameter.example === 'string' ? [parameter.example] : [];
  const own = candidatesOf(schema, { valid, matching });
  const advice = Array.isArray(schema['x-advice']) ? schema['x-advice'].filter(isObject) : [];
  return [
    ...own.map(([keyword, one]) => ({ ...one, keyword })),
    ...advice.flatMap(({ schema: advised }, index) =>
      candidatesOf(advised as JsonObject, { valid, matching }).map(([keyword, one]) => ({
        ...one,
        label: `${one.label}, by x-advice`,
        keyword,
        rule: `${pointer}/schema/x-advice/${index}`,
      })),
    ),
  ];
}

interface Judging {
  readonly validate: Validator;
  readonly soft: SoftRules;
  readonly value: string;
}

/** What the contract makes of a value; undefined where it depends on more than the schema. */
function judged(
  { contract, entry }: Subject,
  { name, schema, parameter, isRequired }: DeclaredHeader,
  { validate, soft, value }: Judging,
): Pick<HeaderCase, 'reason' | 'expect' | 'config' | 'or'> | undefined {
  // An empty header is as good as none to whoever looks for its value, unless the contract says that it may be empty.
  if (value === '' && isRequired && schema.minLength !== 0) return emptied(parameter, schema);
  const [broken] = codesOf(brokenRules(contract.document, validate, value));
  if (broken !== undefined) return { reason: broken, expect: {} };
  if (isBound(contract.vendor, name)) return value === '' ? undefined : bound(schema);
  const code = soft(value).find(({ holds }) => !holds)?.code;
  const isDated = isObject(entry.operation['x-clock-skew']) && name.toLowerCase() === 'date';
  return {
    reason: code ?? ACCEPTED,
    expect: { verdict: { outcome: 'accepted', warnings: code === undefined ? [] : [code] } },
    // A date of any day, as the distance to it is another rule.
    config: isDated ? { clockSkewSeconds: 0 } : undefined,
  };
}

/** Nobody says whether an empty header is absent or has a wrong value. */
function emptied(
  parameter: JsonObject,
  schema: JsonObject,
): Pick<HeaderCase, 'reason' | 'expect' | 'or'> | undefined {
  const reason = reasonFor(parameter, 'required');
  const wrong = reasonFor(schema, 'pattern');
  if (reason === undefined) return undefined;
  return { reason, expect: {}, ...(wrong !== undefined && wrong !== reason && { or: [wrong] }) };
}

/** Whether the value of a header follows from the rest of the request or from the sender. */
function isBound(vendor: Subject['contract']['vendor'], name: string): boolean {
  return knowledgeOf(vendor).boundHeaders?.test(name) === true;
}

/** Any other value than the right one is refused for the reason of the schema. */
function bound(schema: JsonObject): Pick<HeaderCase, 'reason' | 'expect'> | undefined {
  const reason = schema['x-reason'];
  return typeof reason === 'string' ? { reason, expect: {} } : undefined;
}
