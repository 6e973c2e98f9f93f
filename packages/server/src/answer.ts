/** The answer on the wire: always the envelope that the contract shows for this reason. */
import { type Contract, responseExample } from './contract/contract.ts';
import { reasonOf } from './contract/findings.ts';
import type { WireRefusal } from './verdict.ts';

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Name of the example of every success. */
const ACCEPTED = 'accepted';

/** What the answers of a request are made of beyond the contract. */
export type Members = Readonly<Record<string, unknown>>;

export function successAnswer(contract: Contract, members: Members = {}): Answer {
  const status = contract.acceptedStatus;
  return answer(contract, status, { ...responseExample(contract, status, ACCEPTED), ...members });
}

export function refusalAnswer(contract: Contract, refusal: WireRefusal, members: Members = {}): Answer {
  const status = reasonOf(contract, refusal.code).status;
  if (status === undefined) throw new Error(`reason ${refusal.code} is not one of the wire`);
  const example = responseExample(contract, status, refusal.code);
  const member = String(contract.operation['x-message-member']);
  const headers = status === 405 ? { allow: contract.entry.method } : {};
  return answer(contract, status, { ...example, ...members, [member]: refusal.message }, headers);
}

function answer(
  contract: Contract,
  status: number,
  envelope: Members,
  headers: Record<string, string> = {},
): Answer {
  const type = contract.operation['x-response-media-type'] ?? contract.mediaType;
  const text = JSON.stringify(envelope);
  const body = contract.operation['x-escape-html'] === true ? escapeHtml(text) : text;
  return { status, headers: { 'content-type': String(type), ...headers }, body };
}

function escapeHtml(text: string): string {
  return text.replace(/[<>&]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
