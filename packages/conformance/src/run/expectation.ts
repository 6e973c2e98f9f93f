/** What the answer to a scenario has to be: by the contract, and by what the scenario says beyond it. */
import { isObject, type Json, type JsonObject, type OperationEntry } from '@pushspec/contract';
import { isRenderingOf, type Reason } from '@pushspec/contract/reasons';
import { type MessageRule, messageRule } from '../contract/answer-rules.ts';
import {
  type Contract,
  operationFacts,
  type ResponseNode,
  responseOf,
  responsesOf,
} from '../contract/contract.ts';
import { parsedJson } from '../contract/violation.ts';
import { ACCEPTED, type Expectation } from '../scenario/scenario.ts';
import type { WireAnswer } from '../target/wire.ts';
import { mismatches, type Problem, shown } from './match.ts';
import type { Strictness } from './strictness.ts';

/** The status with which a reason is answered: that of a success, unless the reason is visible on the wire. */
export function statusOf(contract: Contract, entry: OperationEntry, code: string): number {
  const success = responsesOf(contract, entry).find(({ status }) => status < 300);
  if (!success) throw new Error(`operation ${entry.operationId} documents no success`);
  return reasonOf(contract, code)?.status ?? success.status;
}

/** The entry of the catalogue; undefined for a plain success. */
export function reasonOf(contract: Contract, code: string): Reason | undefined {
  if (code === ACCEPTED) return undefined;
  const reason = contract.reasons[code];
  if (!reason)
    throw new Error(`the contract of ${contract.vendor} (${contract.profile}) has no reason ${code}`);
  return reason;
}

/** Whether the answer shows this reason: its status, its envelope, its message. */
export function envelopeProblems(options: {
  contract: Contract;
  entry: OperationEntry;
  code: string;
  answer: WireAnswer;
  /** @default 'contract' */
  strictness?: Strictness | undefined;
}): Problem[] {
  const { contract, entry, code, answer, strictness = 'contract' } = options;
  const reason = reasonOf(contract, code);
  const status = statusOf(contract, entry, code);
  if (answer.status !== status) {
    return [
      {
        what: 'status',
        expected: `${status} (${code})`,
        got: `${answer.status} ${shown(answer.body.toString())}`,
      },
    ];
  }
  const response = responseOf(contract, entry, status);
  const examples = response?.examples;
  // A failure that hides in a success has an example of its own; what is only remarked on has none.
  const isRefusal = reason?.outcome === 'rejected';
  const example = examples?.get(isRefusal ? code : ACCEPTED) ?? null;
  if (!isObject(example))
    throw new Error(`the contract of ${contract.vendor} has no example ${code} for ${status}`);
  const body = parsedJson(answer.body);
  if (!isObject(body))
    return [{ what: 'body', expected: shown(example), got: shown(answer.body.toString()) }];
  const message = {
    strictness,
    member: operationFacts(contract, entry).messageProperty,
    ...messageRule(contract, entry, response as ResponseNode),
  };
  return [
    ...(strictness === 'exact' ? orderProblems(example, body) : []),
    ...factProblems({ example, got: body, status, reason, message, what: 'body' }),
  ];
}

/** How the message of an answer is compared. */
interface MessageComparison extends MessageRule {
  readonly strictness: Strictness;
  /** Name of the member that holds it. */
  readonly member: string;
}

/** The order of the members in the contract's example is the order on the wire. */
function orderProblems(example: JsonObject, body: JsonObject): Problem[] {
  const expected = Object.keys(example).join(', ');
  const got = Object.keys(body).join(', ');
  return expected === got ? [] : [{ what: 'body members', expected, got }];
}

interface Facts {
  example: JsonObject;
  got: JsonObject;
  status: number;
  reason: Reason | undefined;
  message: MessageComparison;
  what: string;
}

/** The members that carry the reason. Ids, instants and durations differ from answer to answer. */
function factProblems(facts: Facts): Problem[] {
  const { example, got, status, reason, message, what } = facts;
  return Object.entries(example).flatMap(([name, value]) => {
    const place = `${what} /${name}`;
    const found = got[name];
    // Whether a member may be absent says the schema.
    if (found === undefined && message.strictness !== 'exact') return [];
    if (isObject(value) && isObject(found))
      return factProblems({ ...facts, example: value, got: found, what: place });
    if (name === message.member) return messageProblems(place, facts, found);
    const isFact =
      typeof value === 'boolean' ||
      ['', 'true', 'false', String(status), reason?.errorCode].includes(String(value));
    return mismatches(
      place,
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
  const { strictness, member, isFreeForm, isListed } = message;
  if (strictness === 'relaxed') return [];
  if (reason?.status === undefined) {
    const isOpen = strictness === 'contract' && (isFreeForm || isListed);
    return isOpen ? [] : mismatches(what, example[member] ?? null, got);
  }
  const { message: template, contains } = reason;
  if (typeof got === 'string' && contains !== undefined && got.includes(contains)) return [];
  if (strictness === 'contract' && isFreeForm && contains === undefined) return [];
  const fits = typeof got === 'string' && isRenderingOf(template, got);
  return fits ? [] : [{ what, expected: `a rendering of ${shown(template)}`, got: shown(got) }];
}

/** What the scenario itself says of the answer. */
export function answerProblems(options: {
  contract: Contract;
  entry: OperationEntry;
  expect: Expectation;
  answer: WireAnswer;
  strictness: Strictness;
}): Problem[] {
  const { expect, answer } = options;
  const { status, headers = {} } = expect;
  return [
    ...(status === undefined ? [] : mismatches('status', status, answer.status)),
    ...Object.entries(headers).flatMap(([name, value]) =>
      mismatches(`header ${name}`, value, answer.headers[name.toLowerCase()]),
    ),
    ...bodyProblems(options),
  ];
}

function bodyProblems({
  contract,
  entry,
  expect,
  answer,
  strictness,
}: Parameters<typeof answerProblems>[0]): Problem[] {
  const { body, undocumented } = expect;
  if (body === undefined) return [];
  if (typeof body === 'string' && (strictness === 'exact' || undocumented))
    return mismatches('body', body, answer.body.toString());
  const expected = typeof body === 'string' ? parsedJson(Buffer.from(body)) : body;
  const response = responseOf(contract, entry, answer.status);
  const isFreeForm = response && messageRule(contract, entry, response).isFreeForm;
  const isSkipped = strictness === 'relaxed' || (strictness === 'contract' && isFreeForm);
  const { [operationFacts(contract, entry).messageProperty]: message, ...others } = isObject(expected)
    ? expected
    : {};
  const compared = isObject(expected) && isSkipped && message !== undefined ? others : expected;
  return compared === undefined ? [] : mismatches('body', compared, parsedJson(answer.body));
}
