/** What the mock knows of an operation: all of it read from the contract. */
import {
  bodyMediaType,
  isObject,
  type Json,
  type JsonObject,
  type JsonRules,
  jsonRules,
  type OpenApiDocument,
  type OperationEntry,
  operationsOf,
  resolveNode,
} from '@pushspec/contract';

/** A limit and the code of its reason. */
export interface Bound {
  value: number;
  code: string;
}

export interface MockedOperation {
  readonly vendor: string;
  readonly document: OpenApiDocument;
  readonly entry: OperationEntry;
  /** Methods that are served; `*` is any. */
  readonly methods: readonly string[];
  readonly mediaType: string;
  /** The media type of the answers, where it is not the one of their content. */
  readonly responseMediaType: string | undefined;
  /** What to do with the Content-Type: nothing, or compare it, with or without its parameters. */
  readonly contentType: 'any' | 'with-parameters' | 'exact';
  readonly maxBodyBytes: Bound | undefined;
  /** Bytes of a body that are held in memory. */
  readonly heldBytes: number;
  readonly maxDepth: Bound;
  readonly jsonRules: JsonRules;
  /** `x-request-reasons`: what is wrong before any schema is looked at, to reason code. */
  readonly requestReasons: Readonly<Record<string, string>>;
  /** Reason code of a request without the headers of a security scheme; undefined where none are needed. */
  readonly missingCredentials: string | undefined;
  /** HTTP status to the names of its examples; the first one is the general one. */
  readonly examples: ReadonlyMap<number, readonly string[]>;
}

/** Held where the contract has no limit; Prism's own limit. */
const SAFETY_BYTES = 10 * 1024 * 1024;

/** The operations of a contract. Throws where a reason of the wire has no example to answer with. */
export function readOperations(vendor: string, document: OpenApiDocument): MockedOperation[] {
  return operationsOf(document).map((entry) => {
    const { operation } = entry;
    const examples = examplesOf(document, operation);
    const maxBodyBytes = bound(operation['x-max-body-bytes'], 'bytes');
    const mocked: MockedOperation = {
      vendor,
      document,
      entry,
      methods: [entry.method, ...((operation['x-also-methods'] ?? []) as string[])],
      mediaType: bodyMediaType(entry),
      responseMediaType: operation['x-response-media-type'] as string | undefined,
      contentType: contentTypeRule(operation),
      maxBodyBytes,
      heldBytes: maxBodyBytes?.value ?? SAFETY_BYTES,
      maxDepth: bound(operation['x-max-depth'], 'depth') as Bound,
      jsonRules: jsonRules(operation),
      requestReasons: operation['x-request-reasons'] as Record<string, string>,
      missingCredentials: (operation['x-request-reasons'] as Record<string, string>)['missing-credentials'],
      examples,
    };
    requireExamples(mocked);
    return mocked;
  });
}

/** The status whose responses have this example; undefined where none has. */
export function statusOf({ examples }: MockedOperation, code: string): number | undefined {
  return [...examples].find(([, names]) => names.includes(code))?.[0];
}

/** The template of the message with which a reason is reported. */
export function messageOf({ document }: MockedOperation, code: string): string {
  return String(document['x-reasons'][code]?.message ?? '');
}

function bound(node: Json | undefined, member: string): Bound | undefined {
  if (!isObject(node) || typeof node[member] !== 'number') return undefined;
  return { value: node[member], code: String(node.reason) };
}

function contentTypeRule(operation: JsonObject): MockedOperation['contentType'] {
  if (operation['x-body-media-type'] !== undefined) return 'any';
  return operation['x-media-type-parameters'] === true ? 'with-parameters' : 'exact';
}

function examplesOf(document: OpenApiDocument, operation: JsonObject): Map<number, string[]> {
  return new Map(
    Object.entries(operation.responses as JsonObject).map(([status, node]) => {
      const response = resolveNode(document, node as JsonObject);
      const contents = Object.values((response.content ?? {}) as JsonObject).filter(isObject);
      return [
        Number(status),
        contents.flatMap(({ examples }) => (isObject(examples) ? Object.keys(examples) : [])),
      ];
    }),
  );
}

function requireExamples(operation: MockedOperation): void {
  const codes = [...Object.values(operation.requestReasons), operation.maxDepth.code];
  if (operation.maxBodyBytes) codes.push(operation.maxBodyBytes.code);
  for (const code of codes) {
    if (statusOf(operation, code) !== undefined) continue;
    const { vendor, entry } = operation;
    throw new Error(
      `contract of ${vendor}: ${entry.operationId} has no response example for the reason ${code}`,
    );
  }
}
