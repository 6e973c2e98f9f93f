/**
 * What is signed can be sent: the headers of the string to sign are declared, and so is the one of the signature. A header
 * that names the algorithm names this one.
 */
import { isObject, type Json, type JsonObject, operationsOf } from '../document.ts';
import { keyHeaderTable } from '../generate/header-tables.ts';
import { signingRulesOf } from '../model/signing-rules.ts';
import { parametersOf } from './nodes.ts';
import type { BundleRule } from './problem.ts';

/** OpenAPI has it in the content of the body, and no parameter of this name. */
const UNDECLARED = 'Content-Type';

export const signing: BundleRule = ({ document }, report) => {
  const headers = parametersOf(document).filter(({ node }) => node.in === 'header');
  const declared = headers.map(({ node }) => String(node.name));
  for (const { operation, pointer } of operationsOf(document)) {
    const rules = signingRulesOf(operation);
    if (rules === undefined) continue;
    const place = `${pointer}/x-signing`;
    const { parts, digestHeader, prefixes } = rules;
    const lineHeaders = parts.filter((part) => part !== part.toLowerCase());
    for (const header of new Set([...lineHeaders, digestHeader])) {
      if (header !== UNDECLARED && !declared.includes(header))
        report(place, `${header} takes part and is not declared`);
    }
    if (!lineHeaders.includes(digestHeader)) report(place, `the digest in ${digestHeader} is not signed`);
    for (const prefix of prefixes.filter((one) => lineHeaders.some((name) => startsWith(name, one))))
      report(place, `a header that starts with ${prefix} has a line of its own`);
    for (const { node } of headers) {
      const named = hashNamedBy(node.schema);
      if (named !== undefined && named !== rules.signatureHash)
        report(place, `the signature is made with ${rules.signatureHash}, and ${node.name} names ${named}`);
    }
    if (Object.keys(keyHeaderTable(document)).length !== 1 || isOpen(operation))
      report(place, 'there is no one security scheme whose header carries the signature');
  }
};

/** The hash of a value such as `hmac-sha1`. */
function hashNamedBy(schema: Json | undefined): string | undefined {
  return /^hmac-(.+)$/.exec(String(isObject(schema) ? schema.const : undefined))?.[1];
}

function startsWith(name: string, prefix: string): boolean {
  return name.toLowerCase().startsWith(prefix);
}

function isOpen({ security }: JsonObject): boolean {
  return Array.isArray(security) && security.length === 0;
}
