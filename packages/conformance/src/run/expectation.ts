/** Checks the response to a scenario against the contract and the scenario's own expectations. */
import { isDeepStrictEqual } from 'node:util';
import { isObject, type Json, type JsonObject, type OperationEntry } from '@pushspec/contract';
import { containsRenderingOf, isRenderingOf, type Reason } from '@pushspec/contract/reasons';
import {
  type Contract,
  operationFacts,
  type ResponseNode,
  responseOf,
  responsesOf,
} from '../contract/contract.ts';
import { type MessageRule, messageRule } from '../contract/response-rules.ts';
import { parsedJson } from '../contract/violation.ts';
import { ACCEPTED, type Expectation } from '../scenario/scenario.ts';
import type { WireResponse } from '../target/wire.ts';
import { mismatches, type Problem, shown } from './match.ts';
import type { Strictness } from './strictness.ts';

/** Returns the status for a reason: that of a success, unless the reason is visible on the wire. */
export function statusOf(contract: Contract, entry: OperationEntry, code: string): number {
  const success = responsesOf(contract, entry).find(({ status }) => status < 300);
  if (!success) throw new Error(`operation ${entry.operationId} documents no success`);
  return reasonOf(contract, code)?.status ?? success.status;
}

/** Returns the reason, or `undefined` for a plain success. */
export function reasonOf(contract: Contract, code: string): Reason | undefined {
  if (code === ACCEPTED) return undefined;
  const reason = contract.reasons[code];
  if (!reason) throw new Error(`the contract of ${contract.api} (${contract.profile}) has no reason ${code}`);
  return reason;
}

/** Returns how the response differs from this reason: status, envelope and message. */
export function envelopeProblems(options: {
  contract: Contract;
  entry: OperationEntry;
  code: string;
  response: WireResponse;
  /** @default 'contract' */
  strictness?: Strictness | undefined;
}): Problem[] {
  const { contract, entry, code, response, strictness = 'contract' } = options;
  const reason = reasonOf(contract, code);
  const status = statusOf(contract, entry, code);
  if (response.status !== status) {
    return [
      {
        what: 'status',
        expected: `${status} (${code})`,
        got: `${response.status} ${shown(response.body.toString())}`,
      },
    ];
  }
  const documented = responseOf(contract, entry, status);
  const examples = documented?.examples;
  // A failure inside a success has its own example. A warning has none.
  const isRefusal = reason?.outcome === 'rejected';
  const example = examples?.get(isRefusal ? code : ACCEPTED) ?? null;
  if (!isObject(example))
    throw new Error(`the contract of ${contract.api} has no example ${code} for ${status}`);
  const body = parsedJson(response.body);
  if (!isObject(body))
    return [{ what: 'body', expected: shown(example), got: shown(response.body.toString()) }];
  const message = {
    strictness,
    property: operationFacts(contract, entry).messageProperty,
    ...messageRule(contract, entry, documented as ResponseNode),
  };
  return [
    ...(strictness === 'exact' ? orderProblems(example, body) : []),
    ...factProblems({ example, got: body, status, reason, message, what: 'body' }),
  ];
}

/** How the message of a response is compared. */
interface MessageComparison extends MessageRule {
  readonly strictness: Strictness;
  /** Name of the property with the message. */
  readonly property: string;
}

/** Checks that properties are in the order of the contract's example. */
function orderProblems(example: JsonObject, body: JsonObject): Problem[] {
  const expected = Object.keys(example).join(', ');
  const got = Object.keys(body).join(', ');
  return expected === got ? [] : [{ what: 'body properties', expected, got }];
}

interface Facts {
  example: JsonObject;
  got: JsonObject;
  status: number;
  reason: Reason | undefined;
  message: MessageComparison;
  what: string;
}

/** Compares the properties that carry the reason. Ids, timestamps and durations differ between responses. */
function factProblems(facts: Facts): Problem[] {
  const { example, got, status, reason, message, what } = facts;
  return Object.entries(example).flatMap(([name, value]) => {
    const location = `${what} /${name}`;
    const found = got[name];
    // The schema decides whether a property may be absent.
    if (found === undefined && message.strictness !== 'exact') return [];
    if (isObject(value) && isObject(found))
      return factProblems({ ...facts, example: value, got: found, what: location });
    if (name === message.property) return messageProblems(location, facts, found);
    const isFact =
      typeof value === 'boolean' ||
      ['', 'true', 'false', String(status), reason?.errorCode].includes(String(value));
    return mismatches(
      location,
      isFact ? value : { $type: Array.isArray(value) ? 'array' : typeof value },
      found,
    );
  });
}

function messageProblems(
  what: string,
  { example, reason, message }: Facts,
  got: Json | undefined,
): Problem[] {
  const { strictness, property, isFreeForm, isListed } = message;
  if (strictness === 'relaxed') return [];
  if (reason?.status === undefined) {
    const isOpen = strictness === 'contract' && (isFreeForm || isListed);
    return isOpen ? [] : mismatches(what, example[property] ?? null, got);
  }
  const { message: template, contains } = reason;
  if (isFixedPart(contains, got) && strictness === 'contract') return [];
  if (strictness === 'contract' && isFreeForm && contains === undefined) return [];
  const fits = typeof got === 'string' && isRenderingOf(template, got);
  return fits ? [] : [{ what, expected: `a rendering of ${shown(template)}`, got: shown(got) }];
}

/** Whether a message has the part that the contract fixes. The rest may differ between versions of a service. */
function isFixedPart(contains: string | undefined, got: Json | undefined): boolean {
  return typeof got === 'string' && contains !== undefined && containsRenderingOf(contains, got);
}

/** Compares the response with the scenario's own expectations. */
export function responseProblems(options: {
  contract: Contract;
  entry: OperationEntry;
  expect: Expectation;
  response: WireResponse;
  strictness: Strictness;
}): Problem[] {
  const { expect, response } = options;
  const { status, headers = {} } = expect;
  return [
    ...(status === undefined ? [] : mismatches('status', status, response.status)),
    ...Object.entries(headers).flatMap(([name, value]) =>
      mismatches(`header ${name}`, value, response.headers[name.toLowerCase()]),
    ),
    ...bodyProblems(options),
  ];
}

function bodyProblems({
  contract,
  entry,
  expect,
  response,
  strictness,
}: Parameters<typeof responseProblems>[0]): Problem[] {
  const { body, undocumented } = expect;
  if (body === undefined) return [];
  if (typeof body === 'string' && (strictness === 'exact' || undocumented))
    return mismatches('body', body, response.body.toString());
  const expected = typeof body === 'string' ? parsedJson(Buffer.from(body)) : body;
  const documented = responseOf(contract, entry, response.status);
  const isFreeForm = documented && messageRule(contract, entry, documented).isFreeForm;
  const isSkipped = strictness === 'relaxed' || (strictness === 'contract' && isFreeForm);
  const { [operationFacts(contract, entry).messageProperty]: message, ...others } = isObject(expected)
    ? expected
    : {};
  const compared = isObject(expected) && isSkipped && message !== undefined ? others : expected;
  return compared === undefined ? [] : mismatches('body', compared, parsedJson(response.body));
}

interface ShownIn {
  readonly contract: Contract;
  readonly entry: OperationEntry;
  readonly response: WireResponse;
  readonly strictness?: Strictness;
}

/** Checks that the response shows one of several acceptable reasons. */
export function reasonProblems(shownIn: ShownIn, codes: readonly string[]): readonly Problem[] {
  const problems = codes.map((code) => envelopeProblems({ ...shownIn, code }));
  return problems.some((list) => list.length === 0) ? [] : (problems[0] ?? []);
}

/** Compares the response with the contract's example of the code. */
export function exampleProblems({ contract, entry, response }: ShownIn, code: string): Problem[] {
  const example = responseOf(contract, entry, response.status)?.examples.get(code) ?? null;
  const got = parsedJson(response.body) ?? null;
  if (isDeepStrictEqual(example, got) || isAboutThisBody({ contract, entry, response }, code)) return [];
  return [{ what: 'body', expected: `the example ${code}`, got: shown(got) }];
}

/** Returns whether the response names a byte or a parameter of this request, where the example names another one. */
function isAboutThisBody({ contract, entry, response }: ShownIn, code: string): boolean {
  const { reasons } = operationFacts(contract, entry);
  const ofBody = ['malformed-json', 'invalid-utf8'] as const;
  const ofParameters = ['malformed-parameters', 'repeated-parameter', 'list-index', 'list-gap'] as const;
  const named = [...ofBody, ...ofParameters].map((fault) => reasons[fault]);
  return named.includes(code) && envelopeProblems({ contract, entry, response, code }).length === 0;
}

/** Returns the code that the response shows. A reason behind a success looks like a success. */
export function shownCode(shownIn: ShownIn, codes: readonly string[]): string {
  const code = codes.find((candidate) => envelopeProblems({ ...shownIn, code: candidate }).length === 0);
  const reason = reasonOf(shownIn.contract, code ?? ACCEPTED);
  return reason?.outcome === 'rejected' ? String(code) : ACCEPTED;
}
