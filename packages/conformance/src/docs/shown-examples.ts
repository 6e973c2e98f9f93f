/** Every example that a document shows, and what it is an example of. */
import {
  escapePointer,
  isObject,
  type Json,
  NAME_TABLES,
  type OpenApiDocument,
  operationsOf,
  pointerSegments,
} from '@pushspec/contract';

interface Place {
  /** JSON pointer of the example in the document. */
  readonly pointer: string;
  readonly value: Json;
}

export type ShownExample = Place &
  (
    | { readonly of: 'request'; readonly operation: string; readonly name: string }
    | { readonly of: 'answer'; readonly operation: string; readonly status: number; readonly name: string }
    /** A parameter, a header or a schema: what the example has to satisfy. */
    | { readonly of: 'schema'; readonly schemaPointer: string }
    | { readonly of: 'unknown' }
  );

/** All of them, in the order of the document. One at a place that nobody has thought of is `unknown`. */
export function shownExamples(document: OpenApiDocument): ShownExample[] {
  const operations = operationsOf(document);
  return places(document, '').map((place) => {
    const inside = operations.find(({ pointer }) => place.pointer.startsWith(`${pointer}/`));
    const way = place.pointer.slice(inside?.pointer.length ?? 0);
    const operation = inside?.operationId ?? '';
    const [, status, answer] = /^\/responses\/(\d+)\/content\/[^/]+\/examples\/([^/]+)$/.exec(way) ?? [];
    if (answer !== undefined) {
      return { ...place, of: 'answer', operation, status: Number(status), name: unescaped(answer) };
    }
    const [, request] = /^\/requestBody\/content\/[^/]+\/examples\/([^/]+)$/.exec(way) ?? [];
    if (request !== undefined) return { ...place, of: 'request', operation, name: unescaped(request) };
    const schemaPointer = schemaOf(place.pointer);
    return schemaPointer === undefined
      ? { ...place, of: 'unknown' }
      : { ...place, of: 'schema', schemaPointer };
  });
}

function places(node: Json, pointer: string): Place[] {
  if (Array.isArray(node)) return node.flatMap((child, index) => places(child, `${pointer}/${index}`));
  if (!isObject(node)) return [];
  return Object.entries(node).flatMap(([name, child]) => {
    const at = `${pointer}/${escapePointer(name)}`;
    // A member of this name is no example of anything.
    if (isNameOf(pointer)) return places(child, at);
    if (name === 'example') return [{ pointer: at, value: child }];
    if (name === 'examples' && Array.isArray(child)) {
      return child.map((value, index) => ({ pointer: `${at}/${index}`, value }));
    }
    if (name !== 'examples' || !isObject(child)) return places(child, at);
    return Object.entries(child).map(([key, example]) => ({
      pointer: `${at}/${escapePointer(key)}`,
      value: isObject(example) ? (example.value ?? null) : null,
    }));
  });
}

/** Whether the members of the object there have names of their own making. */
function isNameOf(pointer: string): boolean {
  return NAME_TABLES.includes(String(pointerSegments(pointer).at(-1)));
}

/** The schema that stands beside an example, or holds it. */
function schemaOf(pointer: string): string | undefined {
  const holder = pointer.replace(/\/(example|examples\/\d+)$/, '');
  if (holder === pointer) return undefined;
  return /\/(parameters\/\d+|headers\/[^/]+)$/.test(holder) ? `${holder}/schema` : holder;
}

function unescaped(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~');
}
