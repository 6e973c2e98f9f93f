/** What the mock knows of an operation: all of it read from the contract. */
import {
  type JsonRules,
  type Limit,
  type OpenApiDocument,
  type Operation,
  type OperationEntry,
  readContract,
  reasonTable,
  type Vendor,
} from '@pushspec/contract';

/** A limit and the code of its reason. */
export interface Bound {
  value: number;
  code: string;
}

export interface MockedOperation {
  readonly vendor: Vendor;
  readonly document: OpenApiDocument;
  readonly entry: OperationEntry;
  /** Methods that are served; `*` is any. */
  readonly methods: readonly string[];
  readonly mediaType: string;
  /** The media type of the answers, where it is not the one of their content. */
  readonly responseMediaType: string | undefined;
  /** What to do with the Content-Type: nothing, or compare it, with or without its parameters. */
  readonly contentType: Operation['contentType'];
  readonly maxBodyBytes: Bound | undefined;
  /** Bytes of a body that are held in memory. */
  readonly heldBytes: number;
  readonly maxDepth: Bound;
  readonly jsonRules: JsonRules;
  /** Reason codes of what is wrong before any schema is applied. */
  readonly requestReasons: Readonly<Record<string, string>>;
  /** Reason code of a request without the headers of a security scheme; undefined where none are needed. */
  readonly missingCredentials: string | undefined;
  /** HTTP status to the names of its examples; the first one is the general one. */
  readonly examples: ReadonlyMap<number, readonly string[]>;
}

/** Held where the contract has no limit; Prism's own limit. */
const SAFETY_BYTES = 10 * 1024 * 1024;

/** The operations of a contract. Throws if a reason on the wire has no example to respond with. */
export function readOperations(vendor: Vendor, document: OpenApiDocument): MockedOperation[] {
  return readContract(document, { vendor, profile: 'documented' }).operations.map((operation) => {
    const { bodyBytes, depth } = operation.limits;
    const maxBodyBytes = typeof bodyBytes === 'object' ? bound(bodyBytes) : undefined;
    const mocked: MockedOperation = {
      vendor,
      document,
      entry: operation.entry,
      methods: [operation.method, ...operation.alsoMethods],
      mediaType: operation.mediaType,
      responseMediaType: operation.responseMediaType,
      contentType: operation.contentType,
      maxBodyBytes,
      heldBytes: maxBodyBytes?.value ?? SAFETY_BYTES,
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

/** The status whose responses have this example; undefined where none has. */
export function statusOf({ examples }: MockedOperation, code: string): number | undefined {
  return [...examples].find(([, names]) => names.includes(code))?.[0];
}

/** The template of the message with which a reason is reported. */
export function messageOf({ document }: MockedOperation, code: string): string {
  return reasonTable(document)[code]?.message ?? '';
}

function bound({ value, reason }: Limit): Bound {
  return { value, code: String(reason) };
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
