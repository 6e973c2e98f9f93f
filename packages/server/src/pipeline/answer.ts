/** The answer on the wire: always the envelope that the contract shows for this reason. */
import type { JsonObject } from '@pushspec/contract';
import { type Contract, optionalExample, responseExample } from '../contract/contract.ts';
import { reasonOf } from '../contract/findings.ts';
import type { Judgement, WireRefusal } from './verdict.ts';

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Name of the example of every success. */
const ACCEPTED = 'accepted';

/** What the answers of a request are made of beyond the contract. */
export type Members = Readonly<Record<string, unknown>>;

/**
 * The envelope of an answer with the status of a success: that of a failure which hides in one where the request is
 * judged to be such a failure, and the contract shows its answer.
 */
export function successEnvelope(contract: Contract, { reasons }: Judgement): JsonObject {
  const { status } = contract.operation.accepted;
  for (const { code } of reasons) {
    const example = optionalExample(contract, status, code);
    if (example) return example;
  }
  return responseExample(contract, status, ACCEPTED);
}

export function successAnswer(contract: Contract, judgement: Judgement, members: Members = {}): Answer {
  return answer(contract, contract.operation.accepted.status, {
    ...successEnvelope(contract, judgement),
    ...members,
  });
}

export function refusalAnswer(contract: Contract, refusal: WireRefusal, members: Members = {}): Answer {
  const status = reasonOf(contract, refusal.code).status;
  if (status === undefined) throw new Error(`reason ${refusal.code} is not one of the wire`);
  const example = responseExample(contract, status, refusal.code);
  const { method, messageProperty } = contract.operation;
  const headers = status === 405 ? { allow: method } : {};
  return answer(contract, status, { ...example, ...members, [messageProperty]: refusal.message }, headers);
}

function answer(
  { operation }: Contract,
  status: number,
  envelope: Members,
  headers: Record<string, string> = {},
): Answer {
  const { responseMediaType, mediaType, escapesHtml } = operation;
  const text = JSON.stringify(envelope);
  const body = escapesHtml ? escapeHtml(text) : text;
  return { status, headers: { 'content-type': responseMediaType ?? mediaType, ...headers }, body };
}

function escapeHtml(text: string): string {
  return text.replace(/[<>&]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
