/** Lists every example in a document and what it is an example of. */
import {
  escapePointer,
  isObject,
  type Json,
  type JsonObject,
  NAME_TABLES,
  type OpenApiDocument,
  type OperationEntry,
  operationsOf,
  pointerSegments,
} from '@pushspec/contract';

interface LocatedExample {
  /** JSON pointer of the example in the document. */
  readonly pointer: string;
  readonly value: Json;
}

export type ShownExample = LocatedExample &
  (
    | { readonly of: 'request'; readonly operation: string; readonly name: string }
    | { readonly of: 'response'; readonly operation: string; readonly status: number; readonly name: string }
    /** A parameter, header or schema that the example must satisfy. */
    | { readonly of: 'schema'; readonly schemaPointer: string }
    | { readonly of: 'unknown' }
  );

/** A request body or response, with the pointer of each place from which operations use it. */
type Holder = { readonly at: string; readonly operation: string } & (
  | { readonly of: 'request' }
  | { readonly of: 'response'; readonly status: number }
);

/**
 * Returns all examples in document order. An example of a shared response or request body appears once for each operation and
 * status that uses it. An example in an unexpected location is `unknown`.
 */
export function shownExamples(document: OpenApiDocument): ShownExample[] {
  const holders = operationsOf(document).flatMap(holdersOf);
  return locations(document, '').flatMap((location): ShownExample[] => {
    const [, place, name] = /^(.*)\/content\/[^/]+\/examples\/([^/]+)$/.exec(location.pointer) ?? [];
    const uses = name === undefined ? [] : holders.filter(({ at }) => at === place);
    if (uses.length > 0)
      return uses.map(({ at, ...use }) => ({ ...location, ...use, name: unescaped(name ?? '') }));
    const schemaPointer = schemaOf(location.pointer);
    return [
      schemaPointer === undefined
        ? { ...location, of: 'unknown' }
        : { ...location, of: 'schema', schemaPointer },
    ];
  });
}

/** Returns the request body and the responses of an operation, in the components if it refers to them. */
function holdersOf({ operation, operationId, pointer }: OperationEntry): Holder[] {
  const { requestBody, responses = {} } = operation;
  const at = (node: Json | undefined, own: string) =>
    isObject(node) && typeof node.$ref === 'string' ? node.$ref.slice(1) : own;
  return [
    { of: 'request', operation: operationId, at: at(requestBody, `${pointer}/requestBody`) },
    ...Object.entries(responses as JsonObject).map(
      ([status, node]): Holder => ({
        of: 'response',
        operation: operationId,
        status: Number(status),
        at: at(node, `${pointer}/responses/${status}`),
      }),
    ),
  ];
}

function locations(node: Json, pointer: string): LocatedExample[] {
  if (Array.isArray(node)) return node.flatMap((child, index) => locations(child, `${pointer}/${index}`));
  if (!isObject(node)) return [];
  return Object.entries(node).flatMap(([name, child]) => {
    const at = `${pointer}/${escapePointer(name)}`;
    // A property with this name is not an example.
    if (isNameOf(pointer)) return locations(child, at);
    if (name === 'example') return [{ pointer: at, value: child }];
    if (name === 'examples' && Array.isArray(child)) {
      return child.map((value, index) => ({ pointer: `${at}/${index}`, value }));
    }
    if (name !== 'examples' || !isObject(child)) return locations(child, at);
    return Object.entries(child).map(([key, example]) => ({
      pointer: `${at}/${escapePointer(key)}`,
      value: isObject(example) ? (example.value ?? null) : null,
    }));
  });
}

/** Whether the object's keys are user-defined names rather than keywords. */
function isNameOf(pointer: string): boolean {
  return NAME_TABLES.includes(String(pointerSegments(pointer).at(-1)));
}

/** Returns the schema next to an example, or the one that contains it. */
function schemaOf(pointer: string): string | undefined {
  const holder = pointer.replace(/\/(example|examples\/\d+)$/, '');
  if (holder === pointer) return undefined;
  return /\/(parameters\/\d+|headers\/[^/]+)$/.test(holder) ? `${holder}/schema` : holder;
}

function unescaped(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~');
}
