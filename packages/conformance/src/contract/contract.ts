/** A contract as the suite reads it: the bundle of one vendor and profile. */
import {
  bodySchemaPointer,
  isObject,
  type Json,
  type JsonObject,
  loadBundle,
  type OpenApiDocument,
  type OperationEntry,
  operationsOf,
  type Profile,
  pointerSegments,
  type RateLimit,
  reasonTable,
  resolveNode,
  type Vendor,
  valueAt,
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

const limits = new WeakMap<OperationEntry, Readonly<Record<string, number | null>>>();

/** The numbers of an operation that scenarios name as `limits.…`; null where there is no such limit. */
export function limitsOf(contract: Contract, entry: OperationEntry): Readonly<Record<string, number | null>> {
  const known = limits.get(entry) ?? readLimits(contract, entry);
  limits.set(entry, known);
  return known;
}

function readLimits(contract: Contract, entry: OperationEntry): Record<string, number | null> {
  const { operation } = entry;
  const number = (node: Json | undefined, member: string) =>
    isObject(node) && typeof node[member] === 'number' ? node[member] : null;
  const items = itemsNode(contract, entry);
  return {
    maxBodyBytes: number(operation['x-max-body-bytes'], 'bytes'),
    droppedFromBytes: number(operation['x-dropped-from-bytes'], 'bytes'),
    maxDepth: number(operation['x-max-depth'], 'depth'),
    clockSkewSeconds: number(operation['x-clock-skew'], 'seconds'),
    minItems: number(items, 'minItems'),
    maxItems: number(items, 'maxItems'),
    maxFutureSeconds: maxFutureSeconds(contract.document.components.schemas),
  };
}

export function rateLimitOf(entry: OperationEntry, reason: string): RateLimit | undefined {
  return rateLimitsOf(entry).find((limit) => limit.reason === reason);
}

export function rateLimitsOf({ operation }: OperationEntry): readonly RateLimit[] {
  const limits = operation['x-rate-limits'];
  return Array.isArray(limits) ? (limits.filter(isObject) as unknown as RateLimit[]) : [];
}

/** The schema of the array that holds the items of a body. */
function itemsNode({ document }: Contract, entry: OperationEntry): JsonObject | undefined {
  const pointer = entry.operation['x-item-pointer'];
  const root = valueAt(document, bodySchemaPointer(entry));
  if (typeof pointer !== 'string' || !isObject(root)) return undefined;
  let nodes = branches(document, root);
  for (const name of pointerSegments(pointer)) {
    nodes = nodes
      .flatMap((node) => (isObject(node.properties) ? [node.properties[name]] : []))
      .filter(isObject)
      .flatMap((node) => branches(document, node));
  }
  return nodes.find((node) => node.type === 'array');
}

function branches(document: OpenApiDocument, node: JsonObject): JsonObject[] {
  const resolved = resolveNode(document, node);
  const parts = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => (resolved[keyword] ?? []) as JsonObject[]);
  return [resolved, ...parts.flatMap((part) => branches(document, part))];
}

const bitsOf = new WeakMap<OpenApiDocument, number | undefined>();

/** How many low bits of a credential in the body are compared (`x-compared-bits`); undefined for all of them. */
export function comparedBits({ document }: Contract): number | undefined {
  if (!bitsOf.has(document)) bitsOf.set(document, findNumber(document.components.schemas, 'x-compared-bits'));
  return bitsOf.get(document);
}

function findNumber(node: Json, name: string): number | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  if (isObject(node) && typeof node[name] === 'number') return node[name];
  for (const child of Object.values(node)) {
    const found = findNumber(child, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function maxFutureSeconds(node: Json): number | null {
  if (typeof node !== 'object' || node === null) return null;
  const rule = isObject(node) ? node['x-max-future'] : undefined;
  if (isObject(rule)) return Number(rule.seconds);
  for (const child of Object.values(node)) {
    const found = maxFutureSeconds(child);
    if (found !== null) return found;
  }
  return null;
}
