/** Checks that the catalog has every reason code that the contract uses. */
import { isObject, type Json } from '../document.ts';
import type { BundleRule } from './problem.ts';

/** Properties that hold a map of codes, a list of codes or one code. */
const MAPS = ['x-reason', 'x-request-reasons'];
const LISTS = ['x-beyond-schema'];
const CODES = ['reason', 'mismatch', 'x-unknown-members', 'x-integer-literal', 'x-receipt-time'];

export const reasonCodes: BundleRule = ({ document }, report) => {
  const check = (code: Json, pointer: string) => {
    if (typeof code !== 'string' || !(code in document['x-reasons']))
      report(pointer, `${String(code)} is not in x-reasons: add it there or correct the code`);
  };
  const visit = (node: Json | undefined, pointer: string) => {
    if (typeof node !== 'object' || node === null) return;
    for (const [name, child] of Object.entries(node)) {
      const childPointer = `${pointer}/${name}`;
      if (MAPS.includes(name) && isObject(child))
        for (const [key, code] of Object.entries(child)) check(code, `${childPointer}/${key}`);
      else if (LISTS.includes(name) && Array.isArray(child))
        for (const [index, code] of child.entries()) check(code, `${childPointer}/${index}`);
      else if (name === 'x-reason' || (CODES.includes(name) && isCodeLocation(pointer)))
        check(child, childPointer);
      else visit(child, childPointer);
    }
  };
  visit(document.paths as Json, '/paths');
  visit(document.components.schemas as Json, '/components/schemas');
};

/** Returns whether `reason` at this pointer is a code. In examples and in schemas of responses, it is the vendor's property. */
function isCodeLocation(pointer: string): boolean {
  return !pointer.includes('/examples/') && !pointer.endsWith('/properties');
}
