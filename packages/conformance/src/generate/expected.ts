/** What the contract alone makes of a body: the reason of its refusal, or what is to be said of it when it is accepted. */
import {
  isObject,
  type Json,
  maxFutureOf,
  type RequestFault,
  schemaRules,
  valueAt,
  wholeReasonOf,
} from '@pushspec/contract';
import type { BodyOpinion } from '../contract/body-judge.ts';
import { codesOf } from '../contract/broken-rules.ts';
import { operationFacts } from '../contract/contract.ts';
import { valuesAt } from '../contract/values-at.ts';
import { ACCEPTED, type Expectation } from '../scenario/scenario.ts';
import { knowledgeOf } from '../vendors/vendor.ts';
import type { Subject } from './subject.ts';

export interface Expected {
  readonly reason: string;
  readonly expect: Expectation;
}

export interface Written {
  readonly body: Json;
  /** A place of the body that is written in an unusual way. */
  readonly pointer: string;
  readonly text?: string | undefined;
}

export function expectedOf(subject: Subject, { body, pointer, text }: Written): Expected {
  const opinion = subject.judge.opinion(body);
  const undecoded = opinion.fails === 'to-decode' ? codesOf(opinion.broken) : [];
  const literal = literalCode(subject, pointer, text);
  const [code] = [...undecoded, ...listOf(literal), ...listOf(credentialCode(subject, body))];
  if (code !== undefined) return { reason: code, expect: {} };
  if (opinion.fails === undefined) {
    const future = farFuture(subject, body);
    return future === undefined ? accepted(subject, opinion, body) : { reason: future, expect: {} };
  }
  const [first = requestReason(subject, 'other')] = codesOf(opinion.broken);
  return { reason: first, expect: {} };
}

function accepted({ contract }: Subject, { soft }: BodyOpinion, body: Json): Expected {
  const broken = [...new Set(soft.flatMap(({ holds, code }) => (holds ? [] : [code])))];
  const isDropping = (code: string) => contract.reasons[code]?.outcome === 'ignored';
  const reasons = broken.filter(isDropping);
  const warnings = broken.filter((code) => !isDropping(code));
  // A single item that is dropped leaves nothing of the request.
  const outcome = reasons.length > 0 && itemCount(body) === 1 ? 'ignored' : 'accepted';
  const expect: Expectation = { verdict: { outcome, reasons, warnings } };
  return { reason: reasons[0] ?? warnings[0] ?? ACCEPTED, expect };
}

/** Later than any clock: an instant beyond it lies too far ahead whatever the limit is. */
const FAR_FUTURE_MS = Date.UTC(10_000, 0);

/** The reason of an instant that lies too far ahead. */
function farFuture({ places, known }: Subject, body: Json): string | undefined {
  for (const { node, path } of places) {
    const rule = maxFutureOf(node);
    if (!rule) continue;
    const values = valuesAt(body, path, known).map(({ value }) => value);
    if (values.some((value) => typeof value === 'number' && value > FAR_FUTURE_MS)) return rule.reason;
  }
  return undefined;
}

function itemCount(body: Json): number {
  const lists = [body, ...(isObject(body) ? Object.values(body) : [])].filter(Array.isArray);
  return lists[0]?.length ?? 1;
}

/** A whole number that is to be written as one, and is not. */
function literalCode({ places }: Subject, pointer: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const place = places.find(
    ({ path, node }) =>
      `/${path.map(String).join('/')}` === pointer && schemaRules(node).integerLiteral !== undefined,
  );
  return place && !isWholeNumber(text) ? schemaRules(place.node).integerLiteral : undefined;
}

function isWholeNumber(text: string): boolean {
  return /^-?\d+$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text);
}

/** The reason of the first credential in the body that is not that of the sender. */
function credentialCode({ contract, places, full, judge }: Subject, body: Json): string | undefined {
  const { bodyCredentials = {}, anonymous } = knowledgeOf(contract.vendor);
  const members = Object.keys(bodyCredentials);
  // What cannot be decoded has no members.
  if (members.length === 0 || (body !== null && !isObject(body))) return undefined;
  const given = (member: string) => valueAt(body, `/${member}`);
  if (anonymous !== undefined && members.every((member) => !given(member))) return anonymous;
  const wrong = members.find((member) => given(member) !== valueAt(full, `/${member}`));
  if (wrong === undefined) return undefined;
  const node = places.find(
    ({ path, pointer }) => path[0] === wrong && path.length === 1 && !isOfRecord(judge.pointer, pointer),
  );
  return node && wholeReasonOf(node.node);
}

/** Whether a place belongs to a schema of its own, and not to that of the kind. */
function isOfRecord(kindPointer: string, pointer: string): boolean {
  return !pointer.startsWith(`${kindPointer}/`);
}

function requestReason({ contract, entry }: Subject, fault: RequestFault): string {
  return operationFacts(contract, entry).reasons[fault] ?? fault;
}

function listOf<Value>(value: Value | undefined): Value[] {
  return value === undefined ? [] : [value];
}
