/** Decodes the top level of a push as the receiver does: into a typed record, before the token is checked. */
import {
  isObject,
  type Json,
  type JsonObject,
  numberFormatOf,
  readJson,
  resolveNode,
  schemaRules,
  valueAt,
  writtenProperties,
} from '@pushspec/contract';
import type { SchemaExplainer } from '@pushspec/contract/explain';
import type { Contract } from '../../contract/contract.ts';
import { refuse, refuseFailures } from '../../contract/findings.ts';
import type { Exchange } from '../../pipeline/exchange.ts';
import type { Evaluation } from '../../pipeline/verdict.ts';
import type { StoredRequest } from '../../store/store.ts';

/** Returns the step that decodes the body into the record. Rejects wrong types. */
export function decodeRecordStep(contract: Contract, explainer: SchemaExplainer) {
  const literals = integerLiterals(contract, explainer);
  const names = recordNames(explainer);
  const anyCase = contract.operation.leniency.anyCaseNames;
  const nameInRecord = (written: string) =>
    names.find((name) => name === (anyCase ? written.toLowerCase() : written));
  const decoded = decodedRecord(contract, explainer);
  return (exchange: Exchange): Evaluation | undefined => {
    const body = decoded(exchange.body ?? null);
    exchange.body = body;
    if (!explainer.accepts(body)) return refuseMismatch(contract, explainer, body);
    const { text: json = '' } = exchange;
    if (!isObject(body) || !needsSource(json, body, names)) return undefined;
    for (const { name, source } of writtenProperties(exchange.bytes, contract.operation.leniency)) {
      const field = nameInRecord(name);
      if (field === undefined) continue;
      const value: Json = JSON.parse(source);
      if (!explainer.accepts({ [field]: value }))
        return refuseMismatch(contract, explainer, { [field]: value });
      const literal = literals.find((candidate) => candidate.name === field);
      if (literal && value !== null && !fits(source, literal.bits))
        return refuse(contract, literal.code, wrongLiteral(literal, source));
      // As in Go, a null keeps the value of an earlier property with the same name.
      if (value !== null)
        body[field] = literal?.keptBits === undefined ? value : lowBits(source, literal.keptBits);
    }
    return undefined;
  };
}

/** Names the value by its JSON type, as the receiver's JSON library does. Later checks use Go's names. */
function refuseMismatch(contract: Contract, explainer: SchemaExplainer, value: Json): Evaluation {
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

/** Whether the JSON must be read again, because the parsed value does not show number formats or repeated properties. */
function needsSource(json: string, body: JsonObject, names: readonly string[]): boolean {
  return names.some((name) => {
    const key = `"${name}"`;
    const at = json.indexOf(key);
    const value = body[name];
    if (at < 0) return value !== undefined;
    if (json.indexOf(key, at + 1) >= 0 || value === null) return true;
    const after = json.slice(at + key.length, at + key.length + LOOKAHEAD);
    return typeof value === 'number' && !/^\s*:\s*-?\d{1,9}\s*[,}]/.test(after);
  });
}

/** Characters after a name within which a typical integer ends. */
const LOOKAHEAD = 64;

/** Whether JSON is an integer literal of at most this many bits. */
function fits(literal: string, bits: number): boolean {
  return /^-?\d{1,19}$/.test(literal) && BigInt.asIntN(bits, BigInt(literal)) === BigInt(literal);
}

/** Returns the low bits of an integer as a signed number. A double would lose them for large integers. */
function lowBits(source: string, bits: number): number {
  return Number(BigInt.asIntN(bits, BigInt(source)));
}

function wrongLiteral({ name, type }: IntegerLiteral, text: string) {
  const parameters = { expected: type, got: `number ${text.slice(0, 40)}`, field: name };
  return { pointer: `/${name}`, parameters };
}

function recordNames(explainer: SchemaExplainer): string[] {
  return explainer.nodes.flatMap(({ path }) => (path.length === 1 ? path : []));
}

/** Returns the function that reads the body of a recorded request as the receiver's record has it. */
export function recordReader(contract: Contract, explainer: SchemaExplainer) {
  const decoded = decodedRecord(contract, explainer);
  return ({ body }: StoredRequest): Json | undefined => {
    const { value } = readJson(body, contract.operation.leniency);
    return value === undefined ? undefined : decoded(value);
  };
}

/** Returns the function that converts a body to the receiver's record. */
function decodedRecord(contract: Contract, explainer: SchemaExplainer): (body: Json) => Json {
  const anyCase = contract.operation.leniency.anyCaseNames;
  return (body) => {
    // Decoding null leaves the record empty, so it has no token.
    if (body === null) return {};
    return anyCase && isObject(body) ? withNamesOf(explainer, body) : body;
  };
}

interface IntegerLiteral {
  name: string;
  code: string;
  type: string;
  /** Number of bits of the widest literal that is accepted. */
  bits: number;
  /** Number of low bits that the receiver keeps, or `undefined` for all. */
  keptBits: number | undefined;
}

const BITS: Readonly<Partial<Record<string, number>>> = { int32: 32, int64: 64 };

/** Returns the top-level properties that must be written as integers. */
function integerLiterals(contract: Contract, explainer: SchemaExplainer): IntegerLiteral[] {
  return explainer.nodes.flatMap(({ path, node }) => {
    const resolved = resolveNode(contract.document, node);
    const { integerLiteral: code, comparedBits: keptBits } = schemaRules(resolved);
    const bits = BITS[String(numberFormatOf(resolved))];
    const [name] = path;
    if (path.length !== 1 || name === undefined || code === undefined || bits === undefined) return [];
    return [{ name, code, bits, keptBits, type: contract.typeNames.integer ?? 'integer' }];
  });
}

/** Returns the top-level properties under the record's names. Of two names that differ in case, the last one wins. */
function withNamesOf(explainer: SchemaExplainer, body: JsonObject): JsonObject {
  const names = new Map([...recordNames(explainer), 'data'].map((name) => [name.toLowerCase(), name]));
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [names.get(name.toLowerCase()) ?? name, value]),
  );
}
