/** The kinds of data: the contract takes metrics or events, and the data id determines which of them. */
import { isObject, type Json, pointerSegments } from '@pushspec/contract';
import type { ReasonCode as BluekingCode } from '@pushspec/contract/blueking';
import { ANY, createExplainer, type SchemaExplainer } from '@pushspec/contract/explain';
import type { Contract } from '../../contract/contract.ts';
import { finding, refuseFailures } from '../../contract/findings.ts';
import type { Exchange } from '../../pipeline/exchange.ts';
import { futureStep, itemsOf } from '../../pipeline/steps/validate.ts';
import type { Finding, Judgement } from '../../pipeline/verdict.ts';
import type { BluekingCaller } from './authenticate.ts';

/** A kind of data with the checks of its schema. */
export interface Kind {
  name: string;
  /** The receiver's own word for it. */
  wireName: string;
  explainer: SchemaExplainer;
  /** Whether no other kind is possible; cheap, and false where it takes a closer look. */
  isOnlyKind(body: unknown): boolean;
}

export type Kinds = ReadonlyMap<string, Kind>;

export function kindsOf(contract: Contract): Kinds {
  const { kinds, items } = contract.operation.body;
  if (kinds.length === 0) throw new Error(`the contract of ${contract.vendor} has no kinds of data`);
  const entries = kinds.map(({ name, wireName, schema }) => ({
    ...{ name, wireName },
    explainer: createExplainer(contract.document, schema, items),
  }));
  return new Map(
    entries.map((kind) => {
      const needs = entries
        .filter((other) => other !== kind)
        .map((other) => neededMembers(contract, other.explainer));
      const isOnlyKind = (body: unknown) => {
        const first = itemsOf(contract, body, 1)[0]?.value as Json | undefined;
        return isObject(first) && needs.every((names) => names.some((name) => !Object.hasOwn(first, name)));
      };
      return [kind.name, { ...kind, isOnlyKind }];
    }),
  );
}

/** Members without which an item is not of a kind. */
function neededMembers({ operation }: Contract, { nodes }: SchemaExplainer): string[] {
  const place = [...pointerSegments(operation.body.items ?? ''), ANY].join('/');
  return nodes.flatMap(({ path, node }) =>
    path.join('/') === place && Array.isArray(node.required) ? node.required.map(String) : [],
  );
}

export interface KindOptions {
  contract: Contract;
  kinds: Kinds;
  clock: () => number;
}

/** The check behind the schema: a body may match the schemas of another kind of data, or be too far in the future. */
export function kindChecks({ contract, kinds, clock }: KindOptions) {
  const futures = new Map(
    [...kinds].map(([name, { explainer }]) => [name, futureStep(contract, explainer, clock)]),
  );
  const kindOf = ({ caller }: Exchange<BluekingCaller>): Kind => {
    const kind = caller && kinds.get(caller.kind);
    if (!kind) throw new Error('a request without a caller came to be validated');
    return kind;
  };
  const explain = (exchange: Exchange<BluekingCaller>): Judgement => {
    const kind = kindOf(exchange);
    const failures = kind.explainer.explain(exchange.body ?? null);
    // The receiver checks item by item: a time too far ahead comes before what is wrong with a later item.
    const tooFar = futures.get(kind.name)?.(exchange);
    const judgement = refuseFailures(contract, failures, { kind: kind.wireName });
    if (tooFar && itemIndex(contract, tooFar.reasons[0]) < itemIndex(contract, failures[0]))
      return { ...tooFar, reasons: [...tooFar.reasons, ...judgement.reasons] };
    judgement.warnings.push(
      ...kindMismatch(contract, kinds, exchange),
      ...prometheusName(contract, judgement),
    );
    return judgement;
  };
  const check = (exchange: Exchange<BluekingCaller>): Judgement | undefined => {
    const kind = kindOf(exchange);
    const { body = null } = exchange;
    return kind.isOnlyKind(body) || kind.explainer.accepts(body)
      ? futures.get(kind.name)?.(exchange)
      : explain(exchange);
  };
  return { check, explain };
}

/** Which item a finding is about; -1 for the request as a whole. */
function itemIndex({ operation }: Contract, found: { pointer?: string | undefined } | undefined): number {
  const index = pointerSegments(found?.pointer ?? '')[pointerSegments(operation.body.items ?? '').length];
  return index === undefined ? -1 : Number(index);
}

function kindMismatch(contract: Contract, kinds: Kinds, { body, caller }: Exchange<BluekingCaller>) {
  const other = [...kinds.values()].find(
    ({ name, explainer }) => name !== caller?.kind && explainer.accepts(body),
  );
  if (!other || !caller) return [];
  const parameters = { itemKind: other.name, kind: caller.kind, dataId: caller.dataId };
  return [
    finding(contract, 'kind-mismatch' satisfies BluekingCode, {
      pointer: contract.operation.body.items,
      parameters,
    }),
  ];
}

/** Says once that a refused name is one of Prometheus's, which may have colons. */
function prometheusName(contract: Contract, { reasons }: Judgement): Finding[] {
  for (const { code, pointer } of reasons) {
    const name = pointerSegments(pointer ?? '').at(-1) ?? '';
    if (code !== ('invalid-name' satisfies BluekingCode) || !PROMETHEUS_NAME.test(name)) continue;
    return [finding(contract, 'prometheus-name' satisfies BluekingCode, { pointer, parameters: { name } })];
  }
  return [];
}

const PROMETHEUS_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*:[a-zA-Z0-9_:]*$/;
