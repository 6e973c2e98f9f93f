/** The texts of a contract that people read, and so are written in each language. */
import { escapePointer, isObject, type Json, type OpenApiDocument } from '../document.ts';

const TEXTS = ['title', 'summary', 'description', 'fix', 'message'];

/** Members with texts of others: titles of the vendors' pages, and data as it is sent. */
const FOREIGN = ['x-sources', 'example', 'default', 'value'];

/**
 * Pointer to text, in the order of the document. Left out are the texts that are the same in every language:
 * titles of sources, data of examples, and messages that the vendor writes on the wire.
 */
export function textsOf(document: OpenApiDocument): Map<string, string> {
  const texts = new Map<string, string>();
  const visit = (node: Json | undefined, pointer: string): void => {
    if (Array.isArray(node)) node.forEach((child, index) => void visit(child, `${pointer}/${index}`));
    if (!isObject(node)) return;
    const onWire = 'outcome' in node && 'status' in node;
    const isMapOfNames = pointer.endsWith('/properties');
    for (const [name, child] of Object.entries(node)) {
      const place = `${pointer}/${escapePointer(name)}`;
      if (typeof child === 'string' && TEXTS.includes(name)) {
        if (!(onWire && name === 'message')) texts.set(place, child);
      } else if (isMapOfNames || !FOREIGN.includes(name)) visit(child, place);
    }
  };
  visit(document, '');
  return texts;
}
