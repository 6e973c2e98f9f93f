/** Reads the operations that the mock serves from the contract. */
import {
  type ApiName,
  type BodyLimit,
  type JsonRules,
  type Limit,
  type OpenApiDocument,
  type Operation,
  type OperationEntry,
  type Rpc,
  readContract,
  reasonTable,
} from '@pushspec/contract';

/** A limit and the code of its reason. */
export interface LimitWithReason {
  value: number;
  code: string;
}

export interface MockedOperation {
  readonly api: ApiName;
  readonly document: OpenApiDocument;
  readonly entry: OperationEntry;
  readonly operation: Operation;
  /** Path template, without the fragment that distinguishes operations on one path. */
  readonly path: string;
  /** Paths of the vendor's other calls on the same host. */
  readonly otherPaths: readonly string[];
  /** How a request names the operation and carries its body, if the path alone does not. */
  readonly rpc: Rpc | undefined;
  /** Methods that are served; `*` is any. */
  readonly methods: readonly string[];
  readonly mediaType: string;
  /** Media type of the responses, if it differs from the one of their content. */
  readonly responseMediaType: string | undefined;
  /** How to check the Content-Type: not at all, exactly, or without its parameters. */
  readonly contentType: Operation['contentType'];
  readonly maxBodyBytes: (LimitWithReason & Pick<BodyLimit, 'of'>) | undefined;
  /** Maximum number of body bytes to keep in memory. */
  readonly bufferedBytes: number;
  readonly maxDepth: LimitWithReason;
  readonly jsonRules: JsonRules;
  /** Reason codes for errors before any schema applies. */
  readonly requestReasons: Readonly<Record<string, string>>;
  /** Reason code for a request without the headers of a security scheme, or `undefined` if none are required. */
  readonly missingCredentials: string | undefined;
  /** Names of the examples by status. The first is the general one. */
  readonly examples: ReadonlyMap<number, readonly string[]>;
}

/** Maximum size of a body if the contract has no limit. Equals Prism's own limit. */
const SAFETY_BYTES = 10 * 1024 * 1024;

/** Reads the operations of a contract. Throws if a reason on the wire has no response example. */
export function readOperations(api: ApiName, document: OpenApiDocument): MockedOperation[] {
  return readContract(document, { api, profile: 'documented' }).operations.map((operation) => {
    const { bodyBytes, depth } = operation.limits;
    const maxBodyBytes =
      typeof bodyBytes === 'object' ? { ...bound(bodyBytes), of: bodyBytes.of } : undefined;
    const mocked: MockedOperation = {
      api,
      document,
      ...{ entry: operation.entry, operation },
      path: operation.path,
      otherPaths: operation.otherPaths,
      rpc: operation.rpc,
      methods: [operation.method, ...operation.alsoMethods],
      mediaType: operation.mediaType,
      responseMediaType: operation.responseMediaType,
      contentType: operation.contentType,
      maxBodyBytes,
      bufferedBytes: maxBodyBytes?.of === 'wire' ? maxBodyBytes.value : SAFETY_BYTES,
      maxDepth: bound(depth),
      jsonRules: { controlCharacters: operation.leniency.controlCharacters },
      requestReasons: operation.reasons as Record<string, string>,
      missingCredentials: operation.reasons['missing-credentials'],
      examples: new Map(operation.responses.map(({ status, examples }) => [status, [...examples.keys()]])),
    };
    requireExamples(mocked);
    return mocked;
  });
}

/** Returns the status of the response with this example, or `undefined`. */
export function statusOf({ examples }: MockedOperation, code: string): number | undefined {
  return [...examples].find(([, names]) => names.includes(code))?.[0];
}

/** Returns the message template of a reason. */
export function messageOf({ document }: MockedOperation, code: string): string {
  return reasonTable(document)[code]?.message ?? '';
}

function bound({ value, reason }: Limit): LimitWithReason {
  return { value, code: String(reason) };
}

function requireExamples(operation: MockedOperation): void {
  const codes = [...Object.values(operation.requestReasons), operation.maxDepth.code];
  if (operation.maxBodyBytes) codes.push(operation.maxBodyBytes.code);
  for (const code of codes) {
    if (statusOf(operation, code) !== undefined) continue;
    const { api, entry } = operation;
    throw new Error(
      `contract of ${api}: ${entry.operationId} has no response example for the reason ${code}`,
    );
  }
}
