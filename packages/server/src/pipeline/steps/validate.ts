/** Explains which schema rule a request breaks, and checks rules that schemas cannot express. */
import { type JsonObject, maxFutureOf, valueAt } from '@pushspec/contract';
import {
  createExplainer,
  type Failure,
  type SchemaExplainer,
  withSentNames,
} from '@pushspec/contract/explain';
import type { Contract } from '../../contract/contract.ts';
import { refuse, refuseFailures } from '../../contract/findings.ts';
import type { Exchange } from '../exchange.ts';
import { type MeantName, unknownNames } from '../unknown-names.ts';
import type { Evaluation } from '../verdict.ts';
import { withWrittenNumbers } from '../written-numbers.ts';

/** Returns a function per header that lists the failures of a value. */
function headerExplainers(contract: Contract) {
  return contract.operation.parameters
    .filter((parameter) => parameter.in === 'header')
    .map((parameter) => ({
      ...parameter,
      explainer: createExplainer(contract.document, `${parameter.pointer}/schema`),
    }));
}

/** Returns the function that lists failures of declared headers, in the order of the contract. */
export function headerCheck(contract: Contract): (exchange: Exchange) => Failure[] {
  const explainers = headerExplainers(contract);
  return (exchange) =>
    explainers.flatMap(({ name, required, reason, missing, pointer, explainer }) => {
      const value = exchange.headers[name.toLowerCase()];
      const location = { pointer: '', contract: pointer };
      if (value === undefined) {
        return required ? [{ ...location, code: missing, parameters: { name } }] : [];
      }
      return explainer.explain(value).map((failure) => ({
        ...failure,
        ...location,
        code: failure.code ?? reason,
        parameters: { ...failure.parameters, name },
      }));
    });
}

/** Returns the function that lists the soft rules that declared headers break. */
export function headerAdvice(contract: Contract): (exchange: Exchange) => Failure[] {
  const explainers = headerExplainers(contract);
  return ({ headers }) =>
    explainers.flatMap(({ name, pointer, explainer }) => {
      const value = headers[name.toLowerCase()];
      const advice = value === undefined ? [] : explainer.advise(value);
      return advice.map((failure) => ({ ...failure, pointer: '', contract: pointer }));
    });
}

/** Returns a check of a value against the schema of a declared header. Throws if the contract does not declare the header. */
export function headerAccepts(contract: Contract, name: string): (value: string) => boolean {
  const header = headerExplainers(contract).find(
    (parameter) => parameter.name.toLowerCase() === name.toLowerCase(),
  );
  if (!header) throw new Error(`the contract of ${contract.api} declares no header ${name}`);
  return header.explainer.accepts;
}

/** Returns the function that explains why a request does not match the schemas of its headers and body. */
export function schemaExplanation(contract: Contract, explainer: SchemaExplainer, meant?: MeantName) {
  const headerFailures = headerCheck(contract);
  const unknown = unknownNames(contract, explainer, meant);
  return (exchange: Exchange): Evaluation => {
    const failures = [...headerFailures(exchange), ...bodyFailures(contract, explainer, exchange)];
    const evaluation = refuseFailures(contract, failures);
    return { ...evaluation, warnings: [...evaluation.warnings, ...unknown(exchange.body ?? null)] };
  };
}

function bodyFailures(contract: Contract, explainer: SchemaExplainer, exchange: Exchange) {
  const failures = withWrittenNumbers(explainer.explain(exchange.body ?? null), exchange, contract);
  return withSentNames(failures, contract.operation.rpc);
}

/** Rejects times too far in the future. */
export function futureStep(contract: Contract, explainer: SchemaExplainer, clock: () => number) {
  const rules = explainer.nodes.flatMap(({ path, node }) => {
    const rule = maxFutureOf(node);
    return rule ? [{ path, ...rule }] : [];
  });
  return (exchange: Exchange): Evaluation | undefined => {
    const serverTs = Math.floor(clock() / 1000);
    for (const { path, seconds, bits, reason } of rules) {
      const limit = (serverTs + seconds + 1) * 1000;
      const isAhead: IsAhead = bits === undefined ? (ms) => ms >= limit : overflowing(serverTs, limit, bits);
      if (!hasAny(exchange.body, path, isAhead)) continue;
      const match = valuesAlong(exchange.body, path).find(
        ({ value }) => typeof value === 'number' && isAhead(value),
      );
      const value = Number(match?.value);
      const dataTs =
        bits === undefined ? Math.floor(value / 1000) : integerOf(Math.floor(value / 1000), bits);
      return refuse(contract, reason, {
        pointer: match?.pointer,
        parameters: { dataTs, serverTs, offset: seconds, value },
      });
    }
    return undefined;
  };
}

/** Whether a time in milliseconds is too far in the future. */
type IsAhead = (ms: number) => boolean;

/** Times so far in the past that the difference to the clock overflows count as being in the future. */
function overflowing(serverTs: number, limit: number, bits: number): IsAhead {
  const least = (serverTs - 2 ** (bits - 1)) * 1000;
  return (ms) => ms >= limit || ms < least;
}

/** Converts a whole number to a signed integer as Go does on amd64: one out of range becomes the least integer. */
function integerOf(value: number, bits: number): number | string {
  return Math.abs(value) >= 2 ** (bits - 1) ? String(-(2n ** BigInt(bits - 1))) : value;
}

/** Whether any number at a path is ahead. Allocates nothing, because almost none is. */
function hasAny(value: unknown, path: readonly string[], isAhead: IsAhead, depth = 0): boolean {
  const segment = path[depth];
  if (segment === undefined) return typeof value === 'number' && isAhead(value);
  if (segment === '*')
    return Array.isArray(value) && value.some((item) => hasAny(item, path, isAhead, depth + 1));
  return (
    typeof value === 'object' &&
    value !== null &&
    hasAny((value as JsonObject)[segment], path, isAhead, depth + 1)
  );
}

/** Returns all values at a path in which `*` means any index. */
export function valuesAlong(root: unknown, path: readonly string[]): { pointer: string; value: unknown }[] {
  let matches = [{ pointer: '', value: root }];
  for (const segment of path) {
    matches = matches.flatMap(({ pointer, value }) => {
      if (segment !== '*')
        return [{ pointer: `${pointer}/${segment}`, value: valueAt(value, `/${segment}`) as unknown }];
      return Array.isArray(value)
        ? value.map((item, index) => ({ pointer: `${pointer}/${index}`, value: item }))
        : [];
    });
  }
  return matches.filter(({ value }) => value !== undefined);
}

/** Returns the first `limit` items of a body with their pointers. A body that is a single event is one item. */
export function itemsOf(
  { operation }: Contract,
  body: unknown,
  limit = Number.POSITIVE_INFINITY,
): { pointer: string; value: unknown }[] {
  const at = operation.body.items;
  if (at === undefined) return [{ pointer: '', value: body }];
  const items = valueAt(body, at);
  if (!Array.isArray(items)) return [];
  return items.slice(0, limit).map((value, index) => ({ pointer: `${at}/${index}`, value }));
}

/** Returns the number of items in a body. */
export function itemCount({ operation }: Contract, body: unknown): number {
  const at = operation.body.items;
  if (at === undefined) return 1;
  const items = valueAt(body, at);
  return Array.isArray(items) ? items.length : 0;
}
