/** What the server knows of one vendor: all of it read from the bundle. */
import {
  acceptanceOf,
  bodyMediaType,
  bodySchemaPointer,
  isObject,
  type Json,
  type JsonObject,
  loadBundle,
  type OpenApiDocument,
  type Operation,
  type OperationEntry,
  operationsOf,
  type Profile,
  type RateLimit,
  readOperations,
  reasonTable,
  resolveNode,
  type Vendor,
} from '@pushspec/contract';
import type { TypeNames } from '@pushspec/contract/explain';
import type { Reason, Source } from '@pushspec/contract/reasons';

/** A limit of the contract and the code of its reason. */
export interface Bound {
  value: number;
  reason: string;
}

export interface Contract {
  readonly vendor: Vendor;
  readonly profile: Profile;
  readonly document: OpenApiDocument;
  readonly entry: OperationEntry;
  /** The operation as the contract's reader gives it. */
  readonly model: Operation;
  /** The operation object, for the extensions that only one vendor has. */
  readonly operation: JsonObject;
  readonly reasons: Readonly<Record<string, Reason>>;
  /** HTTP status of a success. */
  readonly acceptedStatus: number;
  readonly mediaType: string;
  readonly bodySchema: string;
  /** JSON pointer of the array of items; undefined where a request carries one event. */
  readonly itemPointer: string | undefined;
  readonly maxBodyBytes: Bound | undefined;
  readonly maxDepth: Bound;
  readonly clockSkewSeconds: Bound | undefined;
  readonly rateLimits: readonly RateLimit[];
  /** `x-request-reasons`: what is wrong before any schema is looked at, to reason code. */
  readonly requestReasons: Readonly<Record<string, string>>;
  readonly typeNames: TypeNames;
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
  { vendor, profile }: Pick<Contract, 'vendor' | 'profile'>,
): Contract {
  const entry = operationsOf(document)[0];
  if (!entry) throw new Error(`the contract of ${vendor} has no operation`);
  const { operation } = entry;
  return {
    vendor,
    profile,
    document,
    entry,
    model: readOperations(document)[0] as Operation,
    operation,
    reasons: reasonTable(document),
    acceptedStatus: acceptanceOf(document, operation).status,
    mediaType: bodyMediaType(entry),
    bodySchema: bodySchemaPointer(entry),
    itemPointer: operation['x-item-pointer'] as string | undefined,
    maxBodyBytes: bound(operation['x-max-body-bytes'], 'bytes'),
    maxDepth: bound(operation['x-max-depth'], 'depth') as Bound,
    clockSkewSeconds: bound(operation['x-clock-skew'], 'seconds'),
    rateLimits: operation['x-rate-limits'] as unknown as RateLimit[],
    requestReasons: operation['x-request-reasons'] as Record<string, string>,
    typeNames: (document['x-type-names'] ?? {}) as TypeNames,
  };
}

function bound(node: Json | undefined, member: string): Bound | undefined {
  if (!isObject(node) || typeof node[member] !== 'number') return undefined;
  return { value: node[member], reason: String(node.reason) };
}

const examples = new WeakMap<Contract, Map<string, JsonObject | undefined>>();

/** The example of a response, which is the envelope of every answer of that kind. Throws where there is none. */
export function responseExample(contract: Contract, status: number, name: string): JsonObject {
  const example = optionalExample(contract, status, name);
  if (example === undefined)
    throw new Error(`the contract of ${contract.vendor} has no example ${name} for ${status}`);
  return example;
}

/** The example of a response; undefined where there is none. */
export function optionalExample(contract: Contract, status: number, name: string): JsonObject | undefined {
  const known = examples.get(contract) ?? new Map<string, JsonObject | undefined>();
  examples.set(contract, known);
  const key = `${status} ${name}`;
  if (!known.has(key)) known.set(key, findExample(contract, status, name));
  return known.get(key);
}

function findExample(contract: Contract, status: number, name: string): JsonObject | undefined {
  const responses = contract.operation.responses as JsonObject;
  const response = resolveNode(contract.document, (responses[String(status)] ?? {}) as JsonObject);
  for (const content of Object.values((response.content ?? {}) as JsonObject)) {
    const named = isObject(content) ? content.examples : undefined;
    const example = isObject(named) ? named[name] : undefined;
    if (isObject(example) && isObject(example.value)) return example.value;
  }
  return undefined;
}

/** A source by its key in `info.x-sources`. Throws where there is none. */
export function sourceOf(contract: Contract, key: string): Source {
  const sources = contract.document.info['x-sources'];
  const source = isObject(sources) ? sources[key] : undefined;
  if (!isObject(source)) throw new Error(`the contract of ${contract.vendor} has no source ${key}`);
  return source as unknown as Source;
}
