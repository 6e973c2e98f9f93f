/** The JSON value of a request body, read as the contract reads it. */
import { isObject, type Json, type JsonObject, type OperationEntry } from '@pushspec/contract';
import { type Contract, operationFacts } from './contract.ts';
import { parsedJson } from './violation.ts';

/** Undefined where the bytes are no JSON to this operation. */
export function bodyValue(contract: Contract, entry: OperationEntry, bytes: Buffer): Json | undefined {
  const { controlCharacters, anyCaseNames } = operationFacts(contract, entry).leniency;
  const value = parsedJson(controlCharacters ? withoutControlCharacters(bytes) : bytes);
  if (value === undefined || !anyCaseNames) return value;
  return lowerCased(value);
}

/** With spaces in their place, which are fine between the members of a JSON text and in its strings. */
function withoutControlCharacters(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => (byte < 0x20 ? 0x20 : byte)));
}

function lowerCased(value: Json): Json {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name.toLowerCase(), member]),
  ) as JsonObject;
}
