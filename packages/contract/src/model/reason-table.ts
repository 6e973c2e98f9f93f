/** Reads the reasons of a contract. */
import { isObject, type JsonObject, type OpenApiDocument } from '../document.ts';
import type { Reason } from '../reasons.ts';

/** Returns the reasons in the document's form: `source` is a key of `info.x-sources`. */
export function writtenReasons(document: OpenApiDocument): Readonly<Record<string, JsonObject>> {
  return document['x-reasons'];
}

/** Properties of a document whose value maps names that the document chooses. */
export const NAME_TABLES: readonly string[] = ['properties', 'schemas', 'x-reasons', 'x-sources'];

/** Returns all reasons of a document by code, with resolved sources. Throws if `info.x-sources` lacks a source. */
export function reasonTable(document: OpenApiDocument): Record<string, Reason> {
  const sources = document.info['x-sources'] as JsonObject;
  return Object.fromEntries(
    Object.entries(document['x-reasons']).map(([code, reason]) => {
      const source = sources[String(reason.source)];
      if (!isObject(source)) throw new Error(`reason ${code}: info.x-sources has no ${reason.source}`);
      return [code, { ...reason, source } as unknown as Reason];
    }),
  );
}

/** The property of a document that holds the reasons. */
export const REASONS = 'x-reasons';

/** Returns the JSON pointer of a reason. */
export function reasonPointer(code: string): string {
  return `/${REASONS}/${code}`;
}

/** Returns the code of the reason at or around a JSON pointer, or `undefined` for any other pointer. */
export function reasonAt(pointer: string): string | undefined {
  const prefix = reasonPointer('');
  return pointer.startsWith(prefix) ? pointer.slice(prefix.length).split('/')[0] || undefined : undefined;
}
