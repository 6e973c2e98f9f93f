/** Contracts after an edit, for the tests of the rules. */
import { loadBundle } from '../bundle.ts';
import { type JsonObject, type OpenApiDocument, operationsOf, valueAt } from '../document.ts';
import type { Vendor } from '../generated/vendors.ts';
import { compareDocuments } from './compare-documents.ts';

/** Gets the object or list at a JSON pointer; `op` at its beginning is the vendor's operation. */
type At = (pointer: string) => JsonObject;
export type Edit = (at: At) => void;

export const set =
  (pointer: string, members: JsonObject): Edit =>
  (at) =>
    void Object.assign(at(pointer), members);

export const drop =
  (pointer: string, member: string): Edit =>
  (at) => {
    delete at(pointer)[member];
  };

export const list =
  (pointer: string, change: (elements: unknown[]) => void): Edit =>
  (at) =>
    change(at(pointer) as unknown as unknown[]);

/** A vendor's documented contract before and after an edit. */
export function edited(vendor: Vendor, edit: Edit): { old: OpenApiDocument; revised: OpenApiDocument } {
  const old = loadBundle(vendor, 'documented');
  const revised = structuredClone(old);
  const operation = operationsOf(revised)[0]?.pointer ?? '';
  edit((pointer) => {
    const value = valueAt(revised, pointer.replace(/^op/, operation));
    if (typeof value !== 'object' || value === null) throw new Error(`nothing at ${pointer}`);
    return value as JsonObject;
  });
  return { old, revised };
}

/** What our own rules make of an edit, each change as `grade rule pointer`; a plus stands before the pointer of what is new. */
export function changesAfter(vendor: Vendor, edit: Edit): string[] {
  const { old, revised } = edited(vendor, edit);
  return compareDocuments(old, revised).map(
    ({ grade, rule, from, to }) => `${grade} ${rule} ${from ?? `+ ${to}`}`,
  );
}
