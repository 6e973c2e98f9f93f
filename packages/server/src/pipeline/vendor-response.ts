/** Builds the vendor's response with the envelope that the contract shows for its reason. */
import type { JsonObject } from '@pushspec/contract';
import { type Contract, optionalExample, responseExample } from '../contract/contract.ts';
import { reasonOf } from '../contract/findings.ts';
import type { Evaluation, WireRefusal } from './verdict.ts';

/** The status, headers and body of a response to a vendor request. */
export interface VendorResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Name of the success example in every contract. */
const ACCEPTED = 'accepted';

/** Properties of a response that are not in the contract's example. */
export type EnvelopeProperties = Readonly<Record<string, unknown>>;

/**
 * Returns the envelope of a response with a success status. Some failures have that status too. If the evaluation has
 * such a reason and the contract has an example for it, the envelope is that example.
 */
export function successEnvelope(contract: Contract, { reasons }: Evaluation): JsonObject {
  const { status } = contract.operation.accepted;
  for (const { code } of reasons) {
    const example = optionalExample(contract, status, code);
    if (example) return example;
  }
  return responseExample(contract, status, ACCEPTED);
}

/** Returns the response to an accepted or ignored request. */
export function successResponse(
  contract: Contract,
  evaluation: Evaluation,
  properties: EnvelopeProperties = {},
): VendorResponse {
  return responseWith(contract, contract.operation.accepted.status, {
    ...successEnvelope(contract, evaluation),
    ...properties,
  });
}

/** Returns the response to a rejected request. */
export function refusalResponse(
  contract: Contract,
  refusal: WireRefusal,
  properties: EnvelopeProperties = {},
): VendorResponse {
  const status = reasonOf(contract, refusal.code).status;
  if (status === undefined) throw new Error(`reason ${refusal.code} has no response in the contract`);
  const example = responseExample(contract, status, refusal.code);
  const { method, alsoMethods, messageProperty } = contract.operation;
  const headers = status === 405 ? { allow: [method, ...alsoMethods].join(', ') } : {};
  return responseWith(
    contract,
    status,
    { ...example, ...properties, [messageProperty]: refusal.message },
    headers,
  );
}

function responseWith(
  { operation }: Contract,
  status: number,
  envelope: EnvelopeProperties,
  headers: Record<string, string> = {},
): VendorResponse {
  const { responseMediaType, responses, mediaType, escapesHtml } = operation;
  const stated = responseMediaType ?? responses.find((response) => response.status === status)?.mediaType;
  const json = JSON.stringify(envelope);
  const body = escapesHtml ? escapeHtml(json) : json;
  return { status, headers: { 'content-type': stated ?? mediaType, ...headers }, body };
}

function escapeHtml(json: string): string {
  return json.replace(/[<>&]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
