/** The contract of an API together with one of its operations, as the pipeline steps use it. */
import {
  type ApiName,
  type BodyLimit,
  type JsonObject,
  loadBundle,
  type OpenApiDocument,
  type Operation,
  type Profile,
  type RequestProblem,
  readContract,
  type Contract as WholeContract,
} from '@pushspec/contract';
import type { Source } from '@pushspec/contract/reasons';

/** A contract with the operation that a step serves. */
export interface Contract extends WholeContract {
  readonly operation: Operation;
}

const contracts = new Map<string, Contract>();

/** Returns the committed contract of an API, which is read once. Throws an error that names what is missing. */
export function contractOf(api: ApiName, profile: Profile): Contract {
  const key = `${api} ${profile}`;
  const contract = contracts.get(key) ?? contractFrom(loadBundle(api, profile), { api, profile });
  contracts.set(key, contract);
  return contract;
}

/** Reads any document as the contract of an API, with its first operation. Throws if it has no operation. */
export function contractFrom(document: OpenApiDocument, names: Pick<Contract, 'api' | 'profile'>): Contract {
  const { operations, ...contract } = readContract(document, names);
  // Copying evaluates the lazy properties, so a broken contract fails here and not during a request.
  const copies = operations.map((operation) => ({ ...operation })) as [Operation, ...Operation[]];
  return { ...contract, operations: copies, operation: copies[0] };
}

/** Returns the contract once per operation, in the order of the contract. */
export function byOperation(contract: Contract): readonly [Contract, ...Contract[]] {
  return contract.operations.map((operation) =>
    operation === contract.operation ? contract : { ...contract, operation },
  ) as [Contract, ...Contract[]];
}

/** Returns the reason code for a problem in a request. Lint ensures that contracts name the ones that steps need. */
export function requestReason({ operation }: Contract, problem: RequestProblem): string {
  return operation.reasons[problem] as string;
}

/** Returns the size limit of a body, or `undefined` if the contract states none. */
export function bodyLimit({ operation: { limits } }: Contract): BodyLimit | undefined {
  return limits.bodyBytes === 'unlimited' ? undefined : limits.bodyBytes;
}

/** Percent-encoding triples a byte. The rest is for the names of parameters. */
const ENCODED_FACTOR = 4;

/**
 * Returns the size limit of a body on the wire, or `undefined` if there is none. Where the contract limits the decoded
 * values, it is the size that no accepted body exceeds.
 */
export function wireLimit(contract: Contract): BodyLimit | undefined {
  const limit = bodyLimit(contract);
  return limit?.of === 'values' ? { ...limit, value: limit.value * ENCODED_FACTOR } : limit;
}

/** Returns a response example, the envelope of all responses of that kind. Throws if there is none. */
export function responseExample(contract: Contract, status: number, name: string): JsonObject {
  const example = optionalExample(contract, status, name);
  if (example === undefined)
    throw new Error(`the contract of ${contract.api} has no example ${name} for ${status}`);
  return example;
}

/** Returns a response example, or `undefined` if there is none. */
export function optionalExample(
  { operation }: Contract,
  status: number,
  name: string,
): JsonObject | undefined {
  return operation.responses.find((response) => response.status === status)?.examples.get(name);
}

/** Returns a source by its key. Throws if there is none. */
export function sourceOf({ api, sources }: Contract, key: string): Source {
  const source = sources[key];
  if (source === undefined) throw new Error(`the contract of ${api} has no source ${key}`);
  return source;
}
