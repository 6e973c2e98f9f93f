/** Decodes the top level of a push as the receiver does: into a typed record, before the token is looked at. */
import {
  isObject,
  type Json,
  type JsonObject,
  resolveNode,
  schemaRules,
  valueAt,
  writtenProperties,
} from '@pushspec/contract';
import type { SchemaExplainer } from '@pushspec/contract/explain';
import type { Contract } from '../../contract/contract.ts';
import { refuse, refuseFailures } from '../../contract/findings.ts';
import type { Exchange } from '../../pipeline/exchange.ts';
import type { Judgement } from '../../pipeline/verdict.ts';

export function decodeRecordStep(contract: Contract, explainer: SchemaExplainer) {
  const literals = integerLiterals(contract, explainer);
  const names = recordNames(explainer);
  const anyCase = contract.operation.leniency.anyCaseNames;
  const nameInRecord = (written: string) =>
    names.find((name) => name === (anyCase ? written.toLowerCase() : written));
  const decoded = decodedRecord(contract, explainer);
  return (exchange: Exchange): Judgement | undefined => {
    const body = decoded(exchange.body ?? null);
    exchange.body = body;
    if (!explainer.accepts(body)) return refuseMismatch(contract, explainer, body);
    const { text: whole = '' } = exchange;
    if (!isObject(body) || !needsText(whole, body, names)) return undefined;
    for (const { name, text } of writtenProperties(exchange.bytes, contract.operation.leniency)) {
      const field = nameInRecord(name);
      if (field === undefined) continue;
      const value: Json = JSON.parse(text);
      if (!explainer.accepts({ [field]: value }))
        return refuseMismatch(contract, explainer, { [field]: value });
      const literal = literals.find((candidate) => candidate.name === field);
      if (literal && value !== null && !isInt64(text))
        return refuse(contract, literal.code, wrongLiteral(literal, text));
      // A null leaves in the record what an earlier member of the name has put there.
      if (value !== null) body[field] = value;
    }
    return undefined;
  };
}

/** The receiver's JSON library names what came by its JSON type, where the checks after it name it as Go does. */
function refuseMismatch(contract: Contract, explainer: SchemaExplainer, value: Json): Judgement {
  const failures = explainer.explain(value).map((failure) => {
    const got = jsonType(valueAt(value, failure.pointer));
    const field = failure.parameters.field || 'the top level';
    return { ...failure, parameters: { ...failure.parameters, got, field } };
  });
  return refuseFailures(contract, failures);
}

function jsonType(value: Json | undefined): string {
  if (Array.isArray(value)) return 'array';
  if (value === null || value === undefined) return 'null';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

/** Whether the value of the body does not tell how a member of the record is written, or whether it is written twice. */
function needsText(text: string, body: JsonObject, names: readonly string[]): boolean {
  return names.some((name) => {
    const key = `"${name}"`;
    const at = text.indexOf(key);
    const value = body[name];
    if (at < 0) return value !== undefined;
    if (text.indexOf(key, at + 1) >= 0 || value === null) return true;
    const behind = text.slice(at + key.length, at + key.length + LOOKAHEAD);
    return typeof value === 'number' && !/^\s*:\s*-?\d{1,15}\s*[,}]/.test(behind);
  });
}

/** Characters behind a name in which a usual integer ends. */
const LOOKAHEAD = 64;

function isInt64(text: string): boolean {
  return /^-?\d{1,19}$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text);
}

function wrongLiteral({ name, type }: IntegerLiteral, text: string) {
  const parameters = { expected: type, got: `number ${text.slice(0, 40)}`, field: name };
  return { pointer: `/${name}`, parameters };
}

function recordNames(explainer: SchemaExplainer): string[] {
  return explainer.nodes.flatMap(({ path }) => (path.length === 1 ? path : []));
}

/** The body as the record holds it. */
export function decodedRecord(contract: Contract, explainer: SchemaExplainer): (body: Json) => Json {
  const anyCase = contract.operation.leniency.anyCaseNames;
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

/** Top-level members that have to be written as integers. */
function integerLiterals(contract: Contract, explainer: SchemaExplainer): IntegerLiteral[] {
  return explainer.nodes.flatMap(({ path, node }) => {
    const code = schemaRules(resolveNode(contract.document, node)).integerLiteral;
    const [name] = path;
    if (path.length !== 1 || name === undefined || code === undefined) return [];
    return [{ name, code, type: contract.typeNames.integer ?? 'integer' }];
  });
}

/** The top-level members under the names that the record gives them; of two in different case the last one counts. */
function withNamesOf(explainer: SchemaExplainer, body: JsonObject): JsonObject {
  const names = new Map([...recordNames(explainer), 'data'].map((name) => [name.toLowerCase(), name]));
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [names.get(name.toLowerCase()) ?? name, value]),
  );
}
