/** Explains which schema rule a request breaks, and checks what schemas cannot state. */
import { isObject, type JsonObject, resolveNode, valueAt } from '@pushspec/contract';
import { createExplainer, type Failure, type SchemaExplainer } from '@pushspec/contract/explain';
import type { Contract } from '../contract/contract.ts';
import { refuse, refuseFailures } from '../contract/findings.ts';
import type { Exchange } from '../exchange.ts';
import type { Judgement } from '../verdict.ts';

/** Explains header parameters: name to the failures of its value. */
function headerExplainers(contract: Contract) {
  const parameters = Array.isArray(contract.operation.parameters) ? contract.operation.parameters : [];
  return parameters.flatMap((parameter, index) => {
    if (!isObject(parameter)) return [];
    const resolved = resolveNode(contract.document, parameter);
    if (resolved.in !== 'header') return [];
    const pointer =
      parameter === resolved ? `${contract.entry.pointer}/parameters/${index}` : refPointer(parameter);
    return [
      { parameter: resolved, pointer, explainer: createExplainer(contract.document, `${pointer}/schema`) },
    ];
  });
}

function refPointer(parameter: JsonObject): string {
  return String(parameter.$ref).slice(1);
}

/** What is wrong with the declared headers of a request, in the order of the contract. */
export function headerCheck(contract: Contract): (exchange: Exchange) => Failure[] {
  const explainers = headerExplainers(contract);
  return (exchange) =>
    explainers.flatMap(({ parameter, pointer, explainer }) => {
      const value = exchange.headers[String(parameter.name).toLowerCase()];
      const place = { pointer: '', contract: pointer };
      if (value === undefined) {
        const reason = parameter['x-reason'];
        const code = isObject(reason) ? reason.required : reason;
        return parameter.required === true
          ? [{ ...place, code: code as string | undefined, parameters: { name: String(parameter.name) } }]
          : [];
      }
      return explainer.explain(value).map((failure) => ({
        ...failure,
        ...place,
        code: failure.code ?? (typeof parameter['x-reason'] === 'string' ? parameter['x-reason'] : undefined),
        parameters: { ...failure.parameters, name: String(parameter.name) },
      }));
    });
}

/** The soft rules that the declared headers of a request break. */
export function headerAdvice(contract: Contract): (exchange: Exchange) => Failure[] {
  const explainers = headerExplainers(contract);
  return ({ headers }) =>
    explainers.flatMap(({ parameter, pointer, explainer }) => {
      const value = headers[String(parameter.name).toLowerCase()];
      const advice = value === undefined ? [] : explainer.advise(value);
      return advice.map((failure) => ({ ...failure, pointer: '', contract: pointer }));
    });
}

/** Whether a value satisfies the schema of a declared header. Throws where the contract does not declare it. */
export function headerAccepts(contract: Contract, name: string): (value: string) => boolean {
  const header = headerExplainers(contract).find(
    ({ parameter }) => String(parameter.name).toLowerCase() === name.toLowerCase(),
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

/** Refuses instants that lie too far in the future (`x-max-future`). */
export function futureStep(contract: Contract, explainer: SchemaExplainer, clock: () => number) {
  const rules = explainer.nodes.flatMap(({ path, node }) => {
    const rule = node['x-max-future'];
    return isObject(rule) ? [{ path, seconds: Number(rule.seconds), code: String(rule.reason) }] : [];
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
  { itemPointer }: Contract,
  body: unknown,
  limit = Number.POSITIVE_INFINITY,
): { pointer: string; value: unknown }[] {
  if (itemPointer === undefined) return [{ pointer: '', value: body }];
  const items = valueAt(body, itemPointer);
  if (!Array.isArray(items)) return [];
  return items.slice(0, limit).map((value, index) => ({ pointer: `${itemPointer}/${index}`, value }));
}

/** How many items a body has. */
export function itemCount({ itemPointer }: Contract, body: unknown): number {
  if (itemPointer === undefined) return 1;
  const items = valueAt(body, itemPointer);
  return Array.isArray(items) ? items.length : 0;
}
