/**
 * Checks that signed requests can be sent: the headers of the string to sign and of the signature are declared, and a
 * header that names the algorithm names the right one.
 */
import { isObject, type Json, type JsonObject, type OpenApiDocument, operationsOf } from '../document.ts';
import { keyHeaderTable } from '../generate/header-tables.ts';
import { onlyValueOf } from '../model/schema-rules.ts';
import { signingRulesOf } from '../model/signing-rules.ts';
import { type SigningSchemes, signingSchemesOf } from '../model/signing-schemes.ts';
import { parametersOf } from './nodes.ts';
import type { BundleRule } from './problem.ts';

/** OpenAPI defines it by the content of the body, never as a parameter. */
const UNDECLARED = 'Content-Type';

export const signing: BundleRule = ({ document }, report) => {
  const headers = parametersOf(document).filter(({ node }) => node.in === 'header');
  const declared = headers.map(({ node }) => String(node.name));
  for (const { operation, pointer } of operationsOf(document)) {
    const location = `${pointer}/x-signing`;
    const schemes = signingSchemesOf(operation);
    if (schemes) {
      for (const message of schemeProblems(document, schemes)) report(location, message);
    }
    const rules = signingRulesOf(operation);
    if (rules === undefined) continue;
    const { parts, digestHeader, prefixes } = rules;
    const lineHeaders = parts.filter((part) => part !== part.toLowerCase());
    for (const header of new Set([...lineHeaders, digestHeader])) {
      if (header !== UNDECLARED && !declared.includes(header))
        report(location, `${header} is part of the string to sign and must be declared`);
    }
    if (!lineHeaders.includes(digestHeader)) report(location, `the digest in ${digestHeader} is not signed`);
    for (const prefix of prefixes.filter((one) => lineHeaders.some((name) => startsWith(name, one))))
      report(
        location,
        `a header that starts with ${prefix} is listed in \`lines\` too, and would be signed twice`,
      );
    for (const { node } of headers) {
      const named = hashNamedBy(node.schema);
      if (named !== undefined && named !== rules.signatureHash)
        report(location, `the signature uses ${rules.signatureHash}, but ${node.name} names ${named}`);
    }
    if (Object.keys(keyHeaderTable(document)).length !== 1 || isOpen(operation))
      report(location, 'the operation needs exactly one security scheme, whose header carries the signature');
  }
};

/** Each scheme needs a security scheme of its own, which OpenAPI tools read. */
function schemeProblems(document: OpenApiDocument, { acs3, rpcV1 }: SigningSchemes): string[] {
  const security = document.components.securitySchemes;
  const named = Object.values(isObject(security) ? security : {}).filter(isObject);
  const missing = (name: string | undefined, place: 'header' | 'query') =>
    name === undefined || named.some((one) => one.in === place && one.name === name)
      ? []
      : [`no security scheme declares ${name} in: ${place}`];
  return [...missing(acs3?.selectedBy.name, 'header'), ...missing(rpcV1?.selectedBy.name, 'query')];
}

/** Returns the hash in a value such as `hmac-sha1`. */
function hashNamedBy(schema: Json | undefined): string | undefined {
  return /^hmac-(.+)$/.exec(String(onlyValueOf(schema)))?.[1];
}

function startsWith(name: string, prefix: string): boolean {
  return name.toLowerCase().startsWith(prefix);
}

function isOpen({ security }: JsonObject): boolean {
  return Array.isArray(security) && security.length === 0;
}
