/** Edits contracts for the tests of the comparison. */
import { loadBundle } from '../bundle.ts';
import { type JsonObject, type OpenApiDocument, operationsOf, valueAt } from '../document.ts';
import type { ApiName } from '../generated/apis.ts';
import { compareDocuments } from './compare-documents.ts';

/** Returns the object or list at a JSON pointer. A leading `op` means the vendor's operation. */
type At = (pointer: string) => JsonObject;
export type Edit = (at: At) => void;

export const set =
  (pointer: string, properties: JsonObject): Edit =>
  (at) =>
    void Object.assign(at(pointer), properties);

export const drop =
  (pointer: string, property: string): Edit =>
  (at) => {
    delete at(pointer)[property];
  };

export const list =
  (pointer: string, change: (elements: unknown[]) => void): Edit =>
  (at) =>
    change(at(pointer) as unknown as unknown[]);

/** Returns a vendor's documented contract before and after an edit. */
export function edited(api: ApiName, edit: Edit): { old: OpenApiDocument; revised: OpenApiDocument } {
  const old = loadBundle(api, 'documented');
  const revised = structuredClone(old);
  const operation = operationsOf(revised)[0]?.pointer ?? '';
  edit((pointer) => {
    const value = valueAt(revised, pointer.replace(/^op/, operation));
    if (typeof value !== 'object' || value === null) throw new Error(`nothing at ${pointer}`);
    return value as JsonObject;
  });
  return { old, revised };
}

/**
 * Returns the changes that our rules find after an edit, each as `grade rule pointer`, with a plus sign before the pointer
 * of an addition.
 */
export function changesAfter(api: ApiName, edit: Edit): string[] {
  const { old, revised } = edited(api, edit);
  return compareDocuments(old, revised).map(
    ({ grade, rule, from, to }) => `${grade} ${rule} ${from ?? `+ ${to}`}`,
  );
}
