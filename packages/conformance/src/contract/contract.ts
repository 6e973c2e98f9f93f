/** Loads a contract: the bundle of one vendor and profile, with its operations. */
import {
  type ApiName,
  isObject,
  type Json,
  type JsonObject,
  loadBundle,
  maxFutureOf,
  nodesIn,
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
  writtenRates,
} from '@pushspec/contract';
import type { Reason } from '@pushspec/contract/reasons';

/** The bundle of one vendor and profile, with its operations and reasons. */
export interface Contract {
  readonly api: ApiName;
  readonly profile: Profile;
  readonly document: OpenApiDocument;
  readonly operations: ReadonlyMap<string, OperationEntry>;
  readonly reasons: Readonly<Record<string, Reason>>;
}

/** Loads the committed contract. */
export function loadContract(api: ApiName, profile: Profile): Contract {
  return contractOf(loadBundle(api, profile), { api, profile });
}

/** Creates a contract from any bundle, for example from a changed copy. */
export function contractOf(
  document: OpenApiDocument,
  { api, profile }: { api: ApiName; profile: Profile },
): Contract {
  const operations = new Map(operationsOf(document).map((entry) => [entry.operationId, entry]));
  return { api, profile, document, operations, reasons: reasonTable(document) };
}

/** Returns the operation. Throws an error that lists the available operations. */
export function operationOf(contract: Contract, operationId: string): OperationEntry {
  const entry = contract.operations.get(operationId);
  if (entry) return entry;
  const known = [...contract.operations.keys()].join(', ');
  throw new Error(`the contract of ${contract.api} has no operation ${operationId}; it has ${known}`);
}

/** A documented response of an operation. */
export interface ResponseNode {
  readonly status: number;
  readonly mediaType: string;
  readonly schema: JsonObject;
  readonly schemaPointer: string;
  /** JSON pointer of the content object, which contains the schema and the examples. */
  readonly pointer: string;
  /** Names of its required headers. */
  readonly requiredHeaders: readonly string[];
  /** Example values by name, in the contract's order. */
  readonly examples: ReadonlyMap<string, Json>;
}

/** Returns the documented response with this status, or `undefined`. */
export function responseOf(
  contract: Contract,
  entry: OperationEntry,
  status: number,
): ResponseNode | undefined {
  return responsesOf(contract, entry).find((response) => response.status === status);
}

const responses = new WeakMap<OperationEntry, readonly ResponseNode[]>();

/** Returns all documented responses of an operation. */
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

/** Returns the facts that the contract states about an operation. Cached. */
export function operationFacts({ document }: Contract, entry: OperationEntry): Operation {
  const known = facts.get(entry) ?? readOperation(document, entry);
  facts.set(entry, known);
  return known;
}

const limits = new WeakMap<OperationEntry, Readonly<Record<string, number | null>>>();

/** Returns the numbers that scenarios refer to as `limits.…`, with `null` for a limit that does not exist. */
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

/** Returns the rate limit with a reason, or `undefined`. */
export function rateLimitOf(entry: OperationEntry, reason: string): RateLimit | undefined {
  return rateLimitsOf(entry).find((limit) => limit.reason === reason);
}

/** Returns the rate limits of an operation. */
export function rateLimitsOf(entry: OperationEntry): readonly RateLimit[] {
  return writtenRates(entry);
}

const bitsOf = new WeakMap<OpenApiDocument, number | undefined>();

/** Returns how many low bits of a credential in the body are compared, or `undefined` for all. */
export function comparedBits({ document }: Contract): number | undefined {
  if (!bitsOf.has(document)) {
    const bits = firstIn(document.components.schemas, (node) => schemaRules(node).comparedBits);
    bitsOf.set(document, bits);
  }
  return bitsOf.get(document);
}

/** Returns the first number that `read` finds, in document order. */
function firstIn(root: Json, read: (node: JsonObject) => number | undefined): number | undefined {
  return nodesIn(root)
    .map(({ node }) => read(node))
    .find((number) => number !== undefined);
}
