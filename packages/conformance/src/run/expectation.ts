/** What the answer to a scenario has to be: by the contract, and by what the scenario says beyond it. */
import { isObject, type Json, type JsonObject, type OperationEntry } from '@pushspec/contract';
import { isRenderingOf, type Reason } from '@pushspec/contract/reasons';
import { type Contract, responseOf, responsesOf } from '../contract/contract.ts';
import { parsedJson } from '../contract/violation.ts';
import { ACCEPTED, type Expectation } from '../scenario/scenario.ts';
import type { WireAnswer } from '../target/wire.ts';
import { mismatches, type Problem, shown } from './match.ts';

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
}): Problem[] {
  const { contract, entry, code, answer } = options;
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
  const examples = responseOf(contract, entry, status)?.examples;
  // A failure that hides in a success has an example of its own; what is only remarked on has none.
  const isRefusal = reason?.outcome === 'rejected';
  const example = examples?.get(isRefusal ? code : ACCEPTED) ?? null;
  if (!isObject(example))
    throw new Error(`the contract of ${contract.vendor} has no example ${code} for ${status}`);
  const body = parsedJson(answer.body);
  if (!isObject(body))
    return [{ what: 'body', expected: shown(example), got: shown(answer.body.toString()) }];
  const messageMember = String(entry.operation['x-message-member'] ?? 'message');
  return [
    ...orderProblems(example, body),
    ...factProblems({ example, got: body, status, reason, messageMember, what: 'body' }),
  ];
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
  messageMember: string;
  what: string;
}

/** The members that carry the reason. Ids, instants and durations differ from answer to answer. */
function factProblems(facts: Facts): Problem[] {
  const { example, got, status, reason, messageMember, what } = facts;
  return Object.entries(example).flatMap(([name, value]) => {
    const place = `${what} /${name}`;
    const found = got[name];
    if (isObject(value) && isObject(found))
      return factProblems({ ...facts, example: value, got: found, what: place });
    if (name === messageMember && reason?.status !== undefined) return messageProblems(place, reason, found);
    const isFact =
      typeof value === 'boolean' ||
      name === messageMember ||
      ['', 'true', 'false', String(status), reason?.errorCode].includes(String(value));
    return mismatches(
      place,
      isFact ? value : { $type: Array.isArray(value) ? 'array' : typeof value },
      found,
    );
  });
}

function messageProblems(what: string, { message, contains }: Reason, got: Json | undefined): Problem[] {
  const fits =
    typeof got === 'string' &&
    (isRenderingOf(message, got) || (contains !== undefined && got.includes(contains)));
  return fits ? [] : [{ what, expected: `a rendering of ${shown(message)}`, got: shown(got) }];
}

/** What the scenario itself says of the answer. */
export function answerProblems({ status, headers = {}, body }: Expectation, answer: WireAnswer): Problem[] {
  const text = answer.body.toString();
  return [
    ...(status === undefined ? [] : mismatches('status', status, answer.status)),
    ...Object.entries(headers).flatMap(([name, value]) =>
      mismatches(`header ${name}`, value, answer.headers[name.toLowerCase()]),
    ),
    ...(body === undefined
      ? []
      : mismatches('body', body, typeof body === 'string' ? text : parsedJson(answer.body))),
  ];
}
