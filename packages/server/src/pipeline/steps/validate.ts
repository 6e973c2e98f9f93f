/** Explains which schema rule a request breaks, and checks what schemas cannot state. */
import { type JsonObject, maxFutureOf, valueAt } from '@pushspec/contract';
import { createExplainer, type Failure, type SchemaExplainer } from '@pushspec/contract/explain';
import type { Contract } from '../../contract/contract.ts';
import { refuse, refuseFailures } from '../../contract/findings.ts';
import type { Exchange } from '../exchange.ts';
import type { Judgement } from '../verdict.ts';

/** Explains header parameters: name to the failures of its value. */
function headerExplainers(contract: Contract) {
  return contract.operation.parameters
    .filter((parameter) => parameter.in === 'header')
    .map((parameter) => ({
      ...parameter,
      explainer: createExplainer(contract.document, `${parameter.pointer}/schema`),
    }));
}

/** What is wrong with the declared headers of a request, in the order of the contract. */
export function headerCheck(contract: Contract): (exchange: Exchange) => Failure[] {
  const explainers = headerExplainers(contract);
  return (exchange) =>
    explainers.flatMap(({ name, required, reason, missing, pointer, explainer }) => {
      const value = exchange.headers[name.toLowerCase()];
      const place = { pointer: '', contract: pointer };
      if (value === undefined) {
        return required ? [{ ...place, code: missing, parameters: { name } }] : [];
      }
      return explainer.explain(value).map((failure) => ({
        ...failure,
        ...place,
        code: failure.code ?? reason,
        parameters: { ...failure.parameters, name },
      }));
    });
}

/** The soft rules that the declared headers of a request break. */
export function headerAdvice(contract: Contract): (exchange: Exchange) => Failure[] {
  const explainers = headerExplainers(contract);
  return ({ headers }) =>
    explainers.flatMap(({ name, pointer, explainer }) => {
      const value = headers[name.toLowerCase()];
      const advice = value === undefined ? [] : explainer.advise(value);
      return advice.map((failure) => ({ ...failure, pointer: '', contract: pointer }));
    });
}

/** Whether a value satisfies the schema of a declared header. Throws where the contract does not declare it. */
export function headerAccepts(contract: Contract, name: string): (value: string) => boolean {
  const header = headerExplainers(contract).find(
    (parameter) => parameter.name.toLowerCase() === name.toLowerCase(),
  );
  if (!header) throw new Error(`the contract of ${contract.vendor} declares no header ${name}`);
  return header.explainer.accepts;
}

/** Returns the function that says why a request does not match the schemas of its headers and body. */
export function schemaExplanation(contract: Contract, explainer: SchemaExplainer) {
  const headerFailures = headerCheck(contract);
  return (exchange: Exchange): Judgement =>
    refuseFailures(contract, [...headerFailures(exchange), ...explainer.explain(exchange.body ?? null)]);
}

/** Refuses instants that lie too far in the future. */
export function futureStep(contract: Contract, explainer: SchemaExplainer, clock: () => number) {
  const rules = explainer.nodes.flatMap(({ path, node }) => {
    const rule = maxFutureOf(node);
    return rule ? [{ path, seconds: rule.seconds, code: rule.reason }] : [];
  });
  return (exchange: Exchange): Judgement | undefined => {
    const serverTs = Math.floor(clock() / 1000);
    for (const { path, seconds, code } of rules) {
      const limit = (serverTs + seconds + 1) * 1000;
      if (!reaches(exchange.body, path, limit)) continue;
      const place = placesOf(exchange.body, path).find(
        ({ value }) => typeof value === 'number' && value >= limit,
      );
      const value = Number(place?.value);
      const parameters = { dataTs: Math.floor(value / 1000), serverTs, offset: seconds, value };
      return refuse(contract, code, { pointer: place?.pointer, parameters });
    }
    return undefined;
  };
}

/** Whether any number at a path is as large as `limit`; builds nothing, as nearly always none is. */
function reaches(value: unknown, path: readonly string[], limit: number, depth = 0): boolean {
  const segment = path[depth];
  if (segment === undefined) return typeof value === 'number' && value >= limit;
  if (segment === '*')
    return Array.isArray(value) && value.some((item) => reaches(item, path, limit, depth + 1));
  return (
    typeof value === 'object' &&
    value !== null &&
    reaches((value as JsonObject)[segment], path, limit, depth + 1)
  );
}

/** All values at a path in which `*` stands for any index. */
export function placesOf(root: unknown, path: readonly string[]): { pointer: string; value: unknown }[] {
  let places = [{ pointer: '', value: root }];
  for (const segment of path) {
    places = places.flatMap(({ pointer, value }) => {
      if (segment !== '*')
        return [{ pointer: `${pointer}/${segment}`, value: valueAt(value, `/${segment}`) as unknown }];
      return Array.isArray(value)
        ? value.map((item, index) => ({ pointer: `${pointer}/${index}`, value: item }))
        : [];
    });
  }
  return places.filter(({ value }) => value !== undefined);
}

/** The items of a body with their pointers, the first `limit` of them; a body that is one event is one item. */
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

/** How many items a body has. */
export function itemCount({ operation }: Contract, body: unknown): number {
  const at = operation.body.items;
  if (at === undefined) return 1;
  const items = valueAt(body, at);
  return Array.isArray(items) ? items.length : 0;
}
