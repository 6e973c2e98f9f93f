/** Derives the expected result of a body from the contract: the reason it is refused, or its warnings if it is accepted. */
import {
  isObject,
  type Json,
  maxFutureOf,
  type RequestProblem,
  schemaRules,
  valueAt,
  wholeReasonOf,
} from '@pushspec/contract';
import { adapterOf } from '../apis/api-adapter.ts';
import type { BodyResult } from '../contract/body-validator.ts';
import { codesOf } from '../contract/broken-rules.ts';
import { operationFacts } from '../contract/contract.ts';
import { valuesAt } from '../contract/values-at.ts';
import { ACCEPTED, type Expectation } from '../scenario/scenario.ts';
import type { Subject } from './subject.ts';

export interface Expected {
  readonly reason: string;
  readonly expect: Expectation;
}

export interface WrittenBody {
  readonly body: Json;
  /** JSON pointer of a value that is not serialized with `JSON.stringify`. */
  readonly pointer: string;
  readonly literal?: string | undefined;
}

export function expectedOf(subject: Subject, { body, pointer, literal }: WrittenBody): Expected {
  const validate = subject.validator.validate(body);
  const undecoded = validate.fails === 'to-decode' ? codesOf(validate.broken) : [];
  const spelling = literalCode(subject, pointer, literal);
  const [code] = [
    ...listOf(overflowCode(subject, pointer, literal)),
    ...undecoded,
    ...listOf(spelling),
    ...listOf(credentialCode(subject, body)),
  ];
  if (code !== undefined) return { reason: code, expect: {} };
  if (validate.fails === undefined) {
    const future = farFuture(subject, body);
    return future === undefined ? accepted(subject, validate, body) : { reason: future, expect: {} };
  }
  const [first = requestReason(subject, 'other')] = codesOf(validate.broken);
  return { reason: first, expect: {} };
}

function accepted({ contract }: Subject, { soft }: BodyResult, body: Json): Expected {
  const broken = [...new Set(soft.flatMap(({ holds, code }) => (holds ? [] : [code])))];
  const isDropping = (code: string) => contract.reasons[code]?.outcome === 'ignored';
  const reasons = broken.filter(isDropping);
  const warnings = broken.filter((code) => !isDropping(code));
  // A request whose only item is dropped is dropped as a whole.
  const outcome = reasons.length > 0 && itemCount(body) === 1 ? 'ignored' : 'accepted';
  const expect: Expectation = { verdict: { outcome, reasons, warnings } };
  return { reason: reasons[0] ?? warnings[0] ?? ACCEPTED, expect };
}

/** A timestamp after any clock: later ones are too far ahead whatever the limit is. */
const FAR_FUTURE_MS = Date.UTC(10_000, 0);

/**
 * Returns the earliest timestamp in milliseconds whose difference to a clock, in seconds, does not overflow a signed
 * integer of this many bits. A service that computes with such integers takes earlier ones for times in the future.
 */
export function earliestTime(nowMs: number, bits: number): number {
  return (Math.floor(nowMs / 1000) - 2 ** (bits - 1)) * 1000;
}

/** Returns the reason for a timestamp that is too far in the future at any time of the clock. */
function farFuture({ locations, known }: Subject, body: Json): string | undefined {
  for (const { node, path } of locations) {
    const rule = maxFutureOf(node);
    if (!rule) continue;
    const past = rule.bits === undefined ? Number.NEGATIVE_INFINITY : earliestTime(0, rule.bits);
    const isFar = (value: Json) => typeof value === 'number' && (value > FAR_FUTURE_MS || value < past);
    if (valuesAt(body, path, known).some(({ value }) => isFar(value))) return rule.reason;
  }
  return undefined;
}

function itemCount(body: Json): number {
  const lists = [body, ...(isObject(body) ? Object.values(body) : [])].filter(Array.isArray);
  return lists[0]?.length ?? 1;
}

/** Returns the reason for an integer that is not written as an integer literal. */
function literalCode(
  { locations }: Subject,
  pointer: string,
  literal: string | undefined,
): string | undefined {
  if (literal === undefined) return undefined;
  const location = locations.find(
    ({ path, node }) =>
      `/${path.map(String).join('/')}` === pointer && schemaRules(node).integerLiteral !== undefined,
  );
  return location && !isWholeNumber(literal) ? schemaRules(location.node).integerLiteral : undefined;
}

/** Returns the reason for a number that no double holds, where decoding refuses it. */
function overflowCode(
  { contract, entry }: Subject,
  pointer: string,
  literal: string | undefined,
): string | undefined {
  const { finiteNumbers } = operationFacts(contract, entry).limits;
  if (literal === undefined || !finiteNumbers) return undefined;
  const isInside =
    pointer === `/${finiteNumbers.property}` || pointer.startsWith(`/${finiteNumbers.property}/`);
  return isInside && Math.abs(Number(literal)) === Number.POSITIVE_INFINITY
    ? finiteNumbers.reason
    : undefined;
}

function isWholeNumber(literal: string): boolean {
  return /^-?\d+$/.test(literal) && BigInt.asIntN(64, BigInt(literal)) === BigInt(literal);
}

/** Returns the reason for the first credential in the body that is not the sender's. */
function credentialCode({ contract, locations, full, validator }: Subject, body: Json): string | undefined {
  const { bodyCredentials = {}, anonymous } = adapterOf(contract.api);
  const properties = Object.keys(bodyCredentials);
  // A body that cannot be decoded has no properties.
  if (properties.length === 0 || (body !== null && !isObject(body))) return undefined;
  const given = (property: string) => valueAt(body, `/${property}`);
  if (anonymous !== undefined && properties.every((property) => !given(property))) return anonymous;
  const wrong = properties.find((property) => given(property) !== valueAt(full, `/${property}`));
  if (wrong === undefined) return undefined;
  const node = locations.find(
    ({ path, pointer }) => path[0] === wrong && path.length === 1 && !isOfRecord(validator.pointer, pointer),
  );
  return node && wholeReasonOf(node.node);
}

/** Whether a pointer belongs to the decoded record rather than to the schema of the kind. */
function isOfRecord(kindPointer: string, pointer: string): boolean {
  return !pointer.startsWith(`${kindPointer}/`);
}

function requestReason({ contract, entry }: Subject, problem: RequestProblem): string {
  return operationFacts(contract, entry).reasons[problem] ?? problem;
}

function listOf<Value>(value: Value | undefined): Value[] {
  return value === undefined ? [] : [value];
}
