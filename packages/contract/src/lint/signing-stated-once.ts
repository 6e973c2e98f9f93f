/** Operations that are signed in the same way refer to one statement of the rules, so that no change can forget one of them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { isObject, type JsonObject, type OpenApiDocument, operationsOf } from '../document.ts';
import { readApis, root } from '../generate/apis.ts';
import type { Problem } from './problem.ts';

const RULE = 'signing-stated-once';

/** Returns a problem for each operation that repeats the signing rules of an earlier one. */
export function signingStatedOnce(): Problem[] {
  return readApis().flatMap(({ contract }) =>
    repeatedSigning(contract, readFileSync(join(root, contract), 'utf8')),
  );
}

/** Returns the problems of one source. An alias of YAML is the same object as its anchor, a repetition is another one. */
export function repeatedSigning(name: string, source: string): Problem[] {
  const operations = operationsOf(parse(source) as OpenApiDocument);
  const seen: { pointer: string; signing: JsonObject }[] = [];
  return operations.flatMap(({ operation: { 'x-signing': signing }, pointer }) => {
    if (!isObject(signing)) return [];
    const earlier = seen.find((one) => isDeepStrictEqual(one.signing, signing));
    seen.push({ pointer, signing });
    if (earlier === undefined || earlier.signing === signing) return [];
    const message = `x-signing repeats that of ${earlier.pointer}: write an anchor there, \`x-signing: &signing\`, and \`x-signing: *signing\` here`;
    return [{ rule: RULE, where: `${name} ${pointer}`, message }];
  });
}
