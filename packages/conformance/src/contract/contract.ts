/** A contract as the suite reads it: the bundle of one vendor and profile. */
import {
  isObject,
  type Json,
  type JsonObject,
  loadBundle,
  maxFutureOf,
  type OpenApiDocument,
  type Operation,
  type OperationEntry,
  operationsOf,
  type Profile,
  type RateLimit,
  readOperation,
  reasonTable,
  resolveNode,
  schemaRules,
  type Vendor,
  writtenRates,
} from '@pushspec/contract';
import type { Reason } from '@pushspec/contract/reasons';

export interface Contract {
  readonly vendor: Vendor;
  readonly profile: Profile;
  readonly document: OpenApiDocument;
  readonly operations: ReadonlyMap<string, OperationEntry>;
  readonly reasons: Readonly<Record<string, Reason>>;
}

/** The committed contract. */
export function loadContract(vendor: Vendor, profile: Profile): Contract {
  return contractOf(loadBundle(vendor, profile), { vendor, profile });
}

/** Any bundle as a contract: that is how a suite keeps the true contract beside a changed one. */
export function contractOf(
  document: OpenApiDocument,
  { vendor, profile }: { vendor: Vendor; profile: Profile },
): Contract {
  const operations = new Map(operationsOf(document).map((entry) => [entry.operationId, entry]));
  return { vendor, profile, document, operations, reasons: reasonTable(document) };
}

/** Throws an error that lists the operations there are. */
export function operationOf(contract: Contract, operationId: string): OperationEntry {
  const entry = contract.operations.get(operationId);
  if (entry) return entry;
  const known = [...contract.operations.keys()].join(', ');
  throw new Error(`the contract of ${contract.vendor} has no operation ${operationId}; it has ${known}`);
}

export interface ResponseNode {
  readonly status: number;
  readonly mediaType: string;
  readonly schema: JsonObject;
  readonly schemaPointer: string;
  /** JSON pointer of the content, which holds the schema and the examples. */
  readonly pointer: string;
  /** Names of the headers that it always has. */
  readonly requiredHeaders: readonly string[];
  /** Name to value, in the order of the contract. */
  readonly examples: ReadonlyMap<string, Json>;
}

/** The documented answer of an operation with this status, or undefined. */
export function responseOf(
  contract: Contract,
  entry: OperationEntry,
  status: number,
): ResponseNode | undefined {
  return responsesOf(contract, entry).find((response) => response.status === status);
}

const responses = new WeakMap<OperationEntry, readonly ResponseNode[]>();

/** All documented answers of an operation. */
export function responsesOf(contract: Contract, entry: OperationEntry): readonly ResponseNode[] {
  const known = responses.get(entry) ?? readResponses(contract, entry);
  responses.set(entry, known);
  return known;
}

function readResponses({ document }: Contract, entry: OperationEntry): ResponseNode[] {
  return Object.entries((entry.operation.responses ?? {}) as JsonObject).flatMap(([status, node]) => {
    const response = resolveNode(document, node as JsonObject);
    const base =
      isObject(node) && typeof node.$ref === 'string'
        ? node.$ref.slice(1)
        : `${entry.pointer}/responses/${status}`;
    const [mediaType, content] = Object.entries((response.content ?? {}) as JsonObject)[0] ?? [];
    if (mediaType === undefined || !isObject(content) || !isObject(content.schema)) return [];
    const escaped = mediaType.replaceAll('/', '~1');
    const examples = Object.entries((content.examples ?? {}) as JsonObject).map(
      ([name, example]) => [name, resolveNode(document, example as JsonObject).value as Json] as const,
    );
    return [
      {
        status: Number(status),
        mediaType,
        schema: content.schema,
        schemaPointer: `${base}/content/${escaped}/schema`,
        pointer: `${base}/content/${escaped}`,
        requiredHeaders: requiredHeaders(document, response.headers),
        examples: new Map(examples),
      },
    ];
  });
}

function requiredHeaders(document: OpenApiDocument, headers: Json | undefined): string[] {
  return Object.entries(isObject(headers) ? headers : {}).flatMap(([name, header]) =>
    isObject(header) && resolveNode(document, header).required === true ? [name] : [],
  );
}

const facts = new WeakMap<OperationEntry, Operation>();

/** What the contract says of an operation, read once. */
export function operationFacts({ document }: Contract, entry: OperationEntry): Operation {
  const known = facts.get(entry) ?? readOperation(document, entry);
  facts.set(entry, known);
  return known;
}

const limits = new WeakMap<OperationEntry, Readonly<Record<string, number | null>>>();

/** The numbers of an operation that scenarios name as `limits.…`; null where there is no such limit. */
export function limitsOf(contract: Contract, entry: OperationEntry): Readonly<Record<string, number | null>> {
  const known = limits.get(entry) ?? numbersOf(contract, entry);
  limits.set(entry, known);
  return known;
}

function numbersOf(contract: Contract, entry: OperationEntry): Record<string, number | null> {
  const { bodyBytes, droppedFromBytes, depth, clockSkew, minItems, maxItems } = operationFacts(
    contract,
    entry,
  ).limits;
  const { schemas } = contract.document.components;
  return {
    maxBodyBytes: typeof bodyBytes === 'object' ? bodyBytes.value : null,
    droppedFromBytes: droppedFromBytes?.value ?? null,
    maxDepth: depth?.value ?? null,
    clockSkewSeconds: clockSkew?.value ?? null,
    minItems: minItems?.value ?? null,
    maxItems: maxItems?.value ?? null,
    maxFutureSeconds: firstIn(schemas, (node) => maxFutureOf(node)?.seconds) ?? null,
  };
}

export function rateLimitOf(entry: OperationEntry, reason: string): RateLimit | undefined {
  return rateLimitsOf(entry).find((limit) => limit.reason === reason);
}

export function rateLimitsOf(entry: OperationEntry): readonly RateLimit[] {
  return writtenRates(entry);
}

const bitsOf = new WeakMap<OpenApiDocument, number | undefined>();

/** How many low bits of a credential in the body are compared; undefined for all of them. */
export function comparedBits({ document }: Contract): number | undefined {
  if (!bitsOf.has(document)) {
    const bits = firstIn(document.components.schemas, (node) => schemaRules(node).comparedBits);
    bitsOf.set(document, bits);
  }
  return bitsOf.get(document);
}

/** The first number that a node says, in the order of the document. */
function firstIn(node: Json, read: (node: JsonObject) => number | undefined): number | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  const own = isObject(node) ? read(node) : undefined;
  if (own !== undefined) return own;
  for (const child of Object.values(node)) {
    const found = firstIn(child, read);
    if (found !== undefined) return found;
  }
  return undefined;
}
