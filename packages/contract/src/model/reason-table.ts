/** The reasons of a contract with their sources written out. */
import { isObject, type JsonObject, type OpenApiDocument } from '../document.ts';
import type { Reason } from '../reasons.ts';

/** The reasons as the document writes them: `source` is a key of `info.x-sources`. */
export function writtenReasons(document: OpenApiDocument): Readonly<Record<string, JsonObject>> {
  return document['x-reasons'];
}

/** Members of a document whose own members have names that the document chooses. */
export const NAME_TABLES: readonly string[] = ['properties', 'schemas', 'x-reasons', 'x-sources'];

/** All reasons of a document, by code. Throws when a reason names a source that `info.x-sources` has not. */
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

/** JSON pointer of a reason in its document. */
export function reasonPointer(code: string): string {
  return `/x-reasons/${code}`;
}
