/** Names the kinds of failures in Specmatic's log, judging each request by the contract. */
import {
  type ApiName,
  isObject,
  type Json,
  type JsonObject,
  loadBundle,
  operationsOf,
  resolveNode,
} from '@pushspec/contract';
import { createExplainer } from '@pushspec/contract/explain';
import { examplesOf } from './examples.ts';

interface Exchange {
  expected: string;
  status: string;
  headers: ReadonlyMap<string, string>;
  /** `undefined` if it is not JSON. */
  body: Json | undefined;
}

/** Returns each kind once, sorted: what was expected, what came, and what is wrong with the request. */
export function failureKinds(api: ApiName, log: string): string[] {
  const judge = requestJudge(api);
  const failed = exchangesIn(log).filter(({ expected, status }) => expected[0] !== status[0]);
  return [
    ...new Set(failed.map((one) => `${one.expected} expected but ${one.status}: ${judge(one)}`)),
  ].sort();
}

/** Splits the log into exchanges. Each header is on a line of its own, and an empty line precedes the body. */
function exchangesIn(log: string): Exchange[] {
  const pattern = /^ {2}Request to \S+ at .*\n([\s\S]*?)\n {2}Response at .*\n {4}(\d{3})/gm;
  return [...log.matchAll(pattern)].map(([, request = '', status = '']) => {
    const [head = '', ...rest] = request.split(/\n {4}\n/);
    const headers = new Map(
      head
        .split('\n')
        .slice(1)
        .map((line) => {
          const [name = '', ...value] = line.trim().split(': ');
          return [name.toLowerCase(), value.join(': ')] as const;
        }),
    );
    return {
      expected: headers.get('specmatic-response-code') ?? '',
      status,
      headers,
      body: parsed(rest.join('\n')),
    };
  });
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Returns the function that names the first part of a request that breaks the contract. */
function requestJudge(api: ApiName): (exchange: Exchange) => string {
  const document = loadBundle(api, 'documented');
  const [entry] = operationsOf(document);
  const [examples] = examplesOf(api);
  if (entry === undefined || examples === undefined) throw new Error(`${api} has no operation`);
  const explainer = createExplainer(document, `/components/schemas/${examples.request}`);
  const parameters = ((entry.operation.parameters ?? []) as JsonObject[])
    .map((each) => resolveNode(document, each))
    .filter((each) => each.in === 'header');
  return ({ headers, body }) => {
    const wrong = parameters.filter(
      ({ name, required, schema }) =>
        !fits(
          resolveNode(document, schema as JsonObject),
          headers.get(String(name).toLowerCase()),
          required === true,
        ),
    );
    if (wrong.length > 0) return `wrong ${wrong.map(({ name }) => name).join(' and ')}`;
    if (body === undefined) return 'the body is not JSON';
    return explainer.accepts(body) ? 'a valid request' : 'an invalid body';
  };
}

/** Whether a header is as the contract asks. Its schemas have patterns, lists and lengths. */
function fits(schema: JsonObject, value: string | undefined, isRequired: boolean): boolean {
  if (value === undefined) return !isRequired;
  const { pattern, enum: list, not } = schema;
  const isExcluded =
    isObject(not) && typeof not.pattern === 'string' && new RegExp(not.pattern, 'u').test(value);
  return (
    (typeof pattern !== 'string' || new RegExp(pattern, 'u').test(value)) &&
    (!Array.isArray(list) || list.includes(value)) &&
    !isExcluded
  );
}
