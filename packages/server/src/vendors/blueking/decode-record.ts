/** Decodes the top level of a push as the receiver does: into a typed record, before the token is looked at. */
import { isObject, type Json, type JsonObject, resolveNode } from '@pushspec/contract';
import type { SchemaExplainer } from '@pushspec/contract/explain';
import type { Contract } from '../../contract/contract.ts';
import { refuse, refuseFailures } from '../../contract/findings.ts';
import type { Exchange } from '../../exchange.ts';
import type { Judgement } from '../../verdict.ts';

export function decodeRecordStep(contract: Contract, explainer: SchemaExplainer) {
  const literals = integerLiterals(contract, explainer);
  const decoded = decodedRecord(contract, explainer);
  return (exchange: Exchange): Judgement | undefined => {
    const body = decoded(exchange.body ?? null);
    exchange.body = body;
    if (!explainer.accepts(body)) return refuseFailures(contract, explainer.explain(body));
    for (const { name, code, type } of literals) {
      const literal = numberLiteral(exchange.bytes, body as JsonObject, name);
      if (literal === undefined || /^-?\d+$/.test(literal)) continue;
      const parameters = { expected: type, got: `number ${literal.slice(0, 40)}`, field: name };
      return refuse(contract, code, { pointer: `/${name}`, parameters });
    }
    return undefined;
  };
}

/** The body as the record holds it. */
export function decodedRecord(contract: Contract, explainer: SchemaExplainer): (body: Json) => Json {
  const anyCase = contract.operation['x-case-insensitive-members'] === true;
  return (body) => {
    // Decoding null leaves the record empty, which then has no token.
    if (body === null) return {};
    return anyCase && isObject(body) ? withNamesOf(explainer, body) : body;
  };
}

interface IntegerLiteral {
  name: string;
  code: string;
  type: string;
}

/** Top-level members that have to be written as integers (`x-integer-literal`). */
function integerLiterals(contract: Contract, explainer: SchemaExplainer): IntegerLiteral[] {
  return explainer.nodes.flatMap(({ path, node }) => {
    const code = resolveNode(contract.document, node)['x-integer-literal'];
    const [name] = path;
    if (path.length !== 1 || name === undefined || typeof code !== 'string') return [];
    return [{ name, code, type: contract.typeNames.integer ?? 'integer' }];
  });
}

/** The top-level members under the names that the record gives them; of two in different case the last one counts. */
function withNamesOf(explainer: SchemaExplainer, body: JsonObject): JsonObject {
  const names = new Map(
    [...explainer.nodes.flatMap(({ path }) => (path.length === 1 ? path : [])), 'data'].map((name) => [
      name.toLowerCase(),
      name,
    ]),
  );
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [names.get(name.toLowerCase()) ?? name, value]),
  );
}

/** Whether any member of this name may be a number with a fraction or an exponent; looks at few of the bytes. */
function mayHaveFraction(bytes: Buffer, name: string): boolean {
  const key = `"${name}"`;
  let at = bytes.indexOf(key);
  // The name may stand in another letter case.
  if (at < 0) return /"\s*:\s*-?\d+[.eE]/.test(bytes.toString('latin1'));
  for (; at >= 0; at = bytes.indexOf(key, at + 1)) {
    const start = at + key.length;
    if (/^\s*:\s*-?\d+[.eE]/.test(bytes.toString('latin1', start, start + 64))) return true;
  }
  return false;
}

/** How a number at the top level is written; undefined unless it can be anything but plain digits. */
function numberLiteral(bytes: Buffer, body: JsonObject, name: string): string | undefined {
  if (typeof body[name] !== 'number' || !mayHaveFraction(bytes, name)) return undefined;
  const sources = new Map<unknown, string>();
  const root = JSON.parse(bytes.toString('utf8'), function (
    this: unknown,
    key,
    item,
    context?: { source?: string },
  ) {
    if (key.toLowerCase() === name && context?.source !== undefined) sources.set(this, context.source);
    return item;
  } as (this: unknown, key: string, value: unknown) => unknown);
  return sources.get(root);
}
