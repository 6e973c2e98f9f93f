/** What the steps of an API work on: its contract, with the operation that they serve. */
import {
  type JsonObject,
  type Limit,
  loadBundle,
  type OpenApiDocument,
  type Operation,
  type Profile,
  type RequestFault,
  readContract,
  type Vendor,
  type Contract as WholeContract,
} from '@pushspec/contract';
import type { Source } from '@pushspec/contract/reasons';

export interface Contract extends WholeContract {
  readonly operation: Operation;
}

const contracts = new Map<string, Contract>();

/** The committed contract of a vendor, read once. Throws an error that says what is missing. */
export function contractOf(vendor: Vendor, profile: Profile): Contract {
  const key = `${vendor} ${profile}`;
  const contract = contracts.get(key) ?? contractFrom(loadBundle(vendor, profile), { vendor, profile });
  contracts.set(key, contract);
  return contract;
}

/** Any document as the contract of a vendor. Throws where it has no operation. */
export function contractFrom(
  document: OpenApiDocument,
  names: Pick<Contract, 'vendor' | 'profile'>,
): Contract {
  const contract = readContract(document, names);
  const [first] = contract.operations as [Operation];
  // The copy holds what the reader computes on demand, so that a broken contract fails here and not at a request.
  return { ...contract, operation: { ...first } };
}

/** Returns the code of the reason for a fault of the request. Lint ensures that contracts name the ones that steps need. */
export function requestReason({ operation }: Contract, fault: RequestFault): string {
  return operation.reasons[fault] as string;
}

/** The limit of a body's size; undefined where the contract states none. */
export function bodyLimit({ operation: { limits } }: Contract): Limit | undefined {
  return limits.bodyBytes === 'unlimited' ? undefined : limits.bodyBytes;
}

/** The example of a response, which is the envelope of every answer of that kind. Throws where there is none. */
export function responseExample(contract: Contract, status: number, name: string): JsonObject {
  const example = optionalExample(contract, status, name);
  if (example === undefined)
    throw new Error(`the contract of ${contract.vendor} has no example ${name} for ${status}`);
  return example;
}

/** The example of a response; undefined where there is none. */
export function optionalExample(
  { operation }: Contract,
  status: number,
  name: string,
): JsonObject | undefined {
  return operation.responses.find((response) => response.status === status)?.examples.get(name);
}

/** A source by its key. Throws where there is none. */
export function sourceOf({ vendor, sources }: Contract, key: string): Source {
  const source = sources[key];
  if (source === undefined) throw new Error(`the contract of ${vendor} has no source ${key}`);
  return source;
}
