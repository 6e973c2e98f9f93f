/** What a real endpoint has answered, in a form that is the same in each run as long as the endpoint is. */
import { isObject, type Json, type JsonObject, type OperationEntry, resolveNode } from '@pushspec/contract';
import { isSecretName } from '@pushspec/contract/masking';
import type { Contract } from '../contract/contract.ts';
import { parsedJson } from '../contract/violation.ts';
import { redactText } from '../run/redact.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { WireAnswer } from '../target/wire.ts';

export interface Snapshot {
  readonly scenario: string;
  readonly operation: string;
  /** The day on which it was taken, in UTC. */
  readonly taken: string;
  readonly status: number;
  /** Those that the contract declares, and Content-Type. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, or the text where it is none. */
  readonly body: Json;
}

interface Taken {
  readonly scenario: Scenario;
  readonly contract: Contract;
  readonly entry: OperationEntry;
  readonly answer: WireAnswer;
  /** Strings that must not be kept. */
  readonly secrets: readonly string[];
  readonly nowMs: number;
}

export function snapshotOf({ scenario, contract, entry, answer, secrets, nowMs }: Taken): Snapshot {
  const mask = (text: string) => stable(redactText(text, secrets));
  const declared = ['content-type', ...declaredHeaders(contract, entry, answer.status)];
  const headers = declared.flatMap((name): [string, string][] => {
    const value = answer.headers[name];
    return value === undefined ? [] : [[name, mask(value)]];
  });
  return {
    scenario: scenario.id,
    operation: scenario.operation,
    taken: new Date(nowMs).toISOString().slice(0, 10),
    status: answer.status,
    headers: Object.fromEntries(headers),
    body: masked(parsedJson(answer.body) ?? answer.body.toString(), mask),
  };
}

function declaredHeaders({ document }: Contract, { operation }: OperationEntry, status: number): string[] {
  const responses = isObject(operation.responses) ? operation.responses : {};
  const response = responses[String(status)];
  const { headers } = isObject(response) ? resolveNode(document, response) : ({} as JsonObject);
  return isObject(headers) ? Object.keys(headers).map((name) => name.toLowerCase()) : [];
}

/** Members whose value names one request or one instant. */
const VOLATILE = /^(trace|request)_?id$|^(date|time|timestamp|cost|duration|elapsed)/i;

function masked(value: Json, mask: (text: string) => string): Json {
  if (typeof value === 'string') return mask(value);
  if (typeof value === 'number') return isInstant(value) ? '<instant>' : value;
  if (Array.isArray(value)) return value.map((child) => masked(child, mask));
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([name, child]): [string, Json] => {
    const isVolatile = VOLATILE.test(name) && !isObject(child) && !Array.isArray(child);
    if (isVolatile) return [mask(name), `<${typeof child}>`];
    return [mask(name), isSecretName(name) && typeof child === 'string' ? '***' : masked(child, mask)];
  });
  return Object.fromEntries(members);
}

/** Seconds or milliseconds of this century. */
function isInstant(value: number): boolean {
  return /^[1-4]\d{9}(\d{3})?$/.test(String(value));
}

/** Replaces what is another text in each answer: ids, instants, addresses. */
function stable(text: string): string {
  return text
    .replaceAll(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<id>')
    .replaceAll(/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)?/g, '<instant>')
    .replaceAll(/\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/g, '<instant>')
    .replaceAll(/\b(?=[0-9a-f]*\d)[0-9a-f]{16,}\b/gi, '<id>')
    .replaceAll(/\b[1-4]\d{9}(\d{3})?\b/g, '<instant>');
}
