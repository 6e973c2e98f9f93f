/** Validates requests and responses against a contract, with a JSON Schema library that neither the server nor the mock uses. */
import type { WireRequest, WireResponse } from '../target/wire.ts';
import { type Contract, operationOf } from './contract.ts';
import { requestValidator } from './request-validator.ts';
import { responseValidator } from './response-validator.ts';
import type { Violation } from './violation.ts';

/** Validates the requests and responses of a contract. */
export interface ContractValidator {
  /** Returns the contract violations of a request that a schema can express. */
  request(operationId: string, request: WireRequest): Violation[];
  /** Returns the contract violations of a response to a request with this method. */
  response(operationId: string, response: WireResponse, method: string): Violation[];
}

interface OperationValidator {
  readonly request: (request: WireRequest) => Violation[];
  readonly response: (response: WireResponse, method: string) => Violation[];
}

/** Compiles all schemas of a contract's operations. */
export async function createContractValidator(contract: Contract): Promise<ContractValidator> {
  const validators = new Map<string, OperationValidator>();
  for (const [id, entry] of contract.operations) {
    validators.set(id, {
      request: await requestValidator(contract, entry),
      response: await responseValidator(contract, entry),
    });
  }
  const of = (id: string) => validators.get(operationOf(contract, id).operationId) as OperationValidator;
  return {
    request: (id, request) => of(id).request(request),
    response: (id, response, method) => of(id).response(response, method),
  };
}
