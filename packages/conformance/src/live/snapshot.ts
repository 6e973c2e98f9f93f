/** Takes snapshots of real responses that are stable between runs, and compares them. */
import { isDeepStrictEqual } from 'node:util';
import {
  escapePointer,
  isObject,
  type Json,
  type JsonObject,
  type OperationEntry,
  resolveNode,
} from '@pushspec/contract';
import { isSecretName } from '@pushspec/contract/masking';
import type { Contract } from '../contract/contract.ts';
import { parsedJson } from '../contract/violation.ts';
import { type Problem, shown } from '../run/match.ts';
import { redactText } from '../run/redact.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { WireResponse } from '../target/wire.ts';

/** The parts of a real response that are the same in each run. */
export interface Snapshot {
  readonly scenario: string;
  readonly operation: string;
  /** The date of the snapshot in UTC. */
  readonly taken: string;
  readonly status: number;
  /** Headers that the contract declares, and Content-Type. */
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON body, or a string if it is not JSON. */
  readonly body: Json;
}

interface SnapshotInput {
  readonly scenario: Scenario;
  readonly contract: Contract;
  readonly entry: OperationEntry;
  readonly response: WireResponse;
  /** Strings that must not be stored. */
  readonly secrets: readonly string[];
  readonly nowMs: number;
}

/** Returns the snapshot of a response, without secrets and changing values. */
export function snapshotOf({ scenario, contract, entry, response, secrets, nowMs }: SnapshotInput): Snapshot {
  const mask = (text: string) => stable(redactText(text, secrets));
  const declared = ['content-type', ...declaredHeaders(contract, entry, response.status)];
  const headers = declared.flatMap((name): [string, string][] => {
    const value = response.headers[name];
    return value === undefined ? [] : [[name, mask(value)]];
  });
  return {
    scenario: scenario.id,
    operation: scenario.operation,
    taken: new Date(nowMs).toISOString().slice(0, 10),
    status: response.status,
    headers: Object.fromEntries(headers),
    body: masked(parsedJson(response.body) ?? response.body.toString(), mask),
  };
}

function declaredHeaders({ document }: Contract, { operation }: OperationEntry, status: number): string[] {
  const responses = isObject(operation.responses) ? operation.responses : {};
  const response = responses[String(status)];
  const { headers } = isObject(response) ? resolveNode(document, response) : ({} as JsonObject);
  return isObject(headers) ? Object.keys(headers).map((name) => name.toLowerCase()) : [];
}

/** Names of properties whose value identifies one request or one point in time. */
const VOLATILE = /^(trace|request)_?id$|^(date|time|timestamp|cost|duration|elapsed)/i;

function masked(value: Json, mask: (text: string) => string): Json {
  if (typeof value === 'string') return mask(value);
  if (typeof value === 'number') return isTimestamp(value) ? '<timestamp>' : value;
  if (Array.isArray(value)) return value.map((child) => masked(child, mask));
  if (!isObject(value)) return value;
  const properties = Object.entries(value).map(([name, child]): [string, Json] => {
    const isVolatile = VOLATILE.test(name) && !isObject(child) && !Array.isArray(child);
    if (isVolatile) return [mask(name), `<${typeof child}>`];
    return [mask(name), isSecretName(name) && typeof child === 'string' ? '***' : masked(child, mask)];
  });
  return Object.fromEntries(properties);
}

/** Whether the number is a timestamp of this century in seconds or milliseconds. */
function isTimestamp(value: number): boolean {
  return /^[1-4]\d{9}(\d{3})?$/.test(String(value));
}

/** Masks strings that differ in each response: ids, timestamps, addresses. */
function stable(text: string): string {
  return text
    .replaceAll(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<id>')
    .replaceAll(/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)?/g, '<timestamp>')
    .replaceAll(/\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/g, '<timestamp>')
    .replaceAll(/\b(?=[0-9a-f]*\d)[0-9a-f]{16,}\b/gi, '<id>')
    .replaceAll(/\b[1-4]\d{9}(\d{3})?\b/g, '<timestamp>');
}

/** Returns one entry for each changed value, ignoring the date. */
export function changes(before: Snapshot, now: Snapshot): Problem[] {
  return [
    ...changed('snapshot status', before.status, now.status),
    ...changed('snapshot headers', before.headers, now.headers),
    ...changed('snapshot body', before.body, now.body),
  ].map((problem) => ({ ...problem, expected: `${problem.expected} as on ${before.taken}` }));
}

function changed(what: string, before: Json | undefined, now: Json | undefined): Problem[] {
  if (isDeepStrictEqual(before, now)) return [];
  if (isObject(before) && isObject(now)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(now)])];
    return names.flatMap((name) => changed(`${what}/${escapePointer(name)}`, before[name], now[name]));
  }
  return [{ what, expected: shown(before), got: shown(now) }];
}
