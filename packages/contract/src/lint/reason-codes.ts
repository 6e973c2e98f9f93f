/** Every reason code that the contract mentions is in its catalogue. */
import { isObject, type Json } from '../document.ts';
import type { BundleRule } from './problem.ts';

/** Members that hold a code, a list or a map of codes. */
const MAPS = ['x-reason', 'x-request-reasons'];
const LISTS = ['x-beyond-schema'];
const CODES = ['reason', 'x-unknown-members', 'x-integer-literal'];

export const reasonCodes: BundleRule = ({ document }, report) => {
  const check = (code: Json, pointer: string) => {
    if (typeof code !== 'string' || !(code in document['x-reasons']))
      report(pointer, `${String(code)} is not in x-reasons`);
  };
  const visit = (node: Json | undefined, pointer: string) => {
    if (typeof node !== 'object' || node === null) return;
    for (const [name, child] of Object.entries(node)) {
      const place = `${pointer}/${name}`;
      if (MAPS.includes(name) && isObject(child))
        for (const [key, code] of Object.entries(child)) check(code, `${place}/${key}`);
      else if (LISTS.includes(name) && Array.isArray(child))
        for (const [index, code] of child.entries()) check(code, `${place}/${index}`);
      else if (name === 'x-reason' || (CODES.includes(name) && isContractPlace(pointer))) check(child, place);
      else visit(child, place);
    }
  };
  visit(document.paths as Json, '/paths');
  visit(document.components.schemas as Json, '/components/schemas');
};

/** `reason` is also a member of a vendor's answers: there it is an example or a property, not a code. */
function isContractPlace(pointer: string): boolean {
  return !pointer.includes('/examples/') && !pointer.endsWith('/properties');
}
