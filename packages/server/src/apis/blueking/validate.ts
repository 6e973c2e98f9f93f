/** Validates the kind of data. The contract accepts metrics and events, and the data id determines which one. */
import { isObject, type Json, pointerSegments } from '@pushspec/contract';
import type { ReasonCode as BluekingCode } from '@pushspec/contract/blueking';
import { ANY, createExplainer, type SchemaExplainer } from '@pushspec/contract/explain';
import type { Contract } from '../../contract/contract.ts';
import { finding, refuseFailures } from '../../contract/findings.ts';
import type { Exchange } from '../../pipeline/exchange.ts';
import { futureStep, itemsOf } from '../../pipeline/steps/validate.ts';
import { unknownNames } from '../../pipeline/unknown-names.ts';
import type { Evaluation, Finding } from '../../pipeline/verdict.ts';
import { withWrittenNumbers } from '../../pipeline/written-numbers.ts';
import type { BluekingCaller } from './authenticate.ts';

/** A kind of data with the checks of its schema. */
export interface Kind {
  name: string;
  /** The receiver's own word for it. */
  wireName: string;
  explainer: SchemaExplainer;
  /** Whether no other kind is possible. A cheap check: `false` means that full validation is needed. */
  isOnlyKind(body: unknown): boolean;
}

export type Kinds = ReadonlyMap<string, Kind>;

/** Returns the kinds of data of a contract, by name. */
export function kindsOf(contract: Contract): Kinds {
  const { kinds, items } = contract.operation.body;
  if (kinds.length === 0) throw new Error(`the contract of ${contract.api} has no kinds of data`);
  const entries = kinds.map(({ name, wireName, schema }) => ({
    ...{ name, wireName },
    explainer: createExplainer(contract.document, schema, items),
  }));
  return new Map(
    entries.map((kind) => {
      const needs = entries
        .filter((other) => other !== kind)
        .map((other) => requiredProperties(contract, other.explainer));
      const isOnlyKind = (body: unknown) => {
        const first = itemsOf(contract, body, 1)[0]?.value as Json | undefined;
        return isObject(first) && needs.every((names) => names.some((name) => !Object.hasOwn(first, name)));
      };
      return [kind.name, { ...kind, isOnlyKind }];
    }),
  );
}

/** Returns the properties that an item of this kind must have. */
function requiredProperties({ operation }: Contract, { nodes }: SchemaExplainer): string[] {
  const itemPath = [...pointerSegments(operation.body.items ?? ''), ANY].join('/');
  return nodes.flatMap(({ path, node }) =>
    path.join('/') === itemPath && Array.isArray(node.required) ? node.required.map(String) : [],
  );
}

export interface KindOptions {
  contract: Contract;
  kinds: Kinds;
  clock: () => number;
}

/** Returns the checks after the schema: the body may be of the other kind, or too far in the future. */
export function kindChecks({ contract, kinds, clock }: KindOptions) {
  const futures = new Map(
    [...kinds].map(([name, { explainer }]) => [name, futureStep(contract, explainer, clock)]),
  );
  const unknown = new Map(
    [...kinds].map(([name, { explainer }]) => [name, unknownNames(contract, explainer)]),
  );
  const kindOf = ({ caller }: Exchange<BluekingCaller>): Kind => {
    const kind = caller && kinds.get(caller.kind);
    if (!kind) throw new Error('a request without a caller reached the kind check');
    return kind;
  };
  const explain = (exchange: Exchange<BluekingCaller>): Evaluation => {
    const kind = kindOf(exchange);
    const found = kind.explainer.explain(exchange.body ?? null);
    const failures = withWrittenNumbers(found, exchange, contract);
    // The receiver checks item by item, so a time too far ahead is reported before an error in a later item.
    const tooFar = futures.get(kind.name)?.(exchange);
    const evaluation = refuseFailures(contract, failures, { kind: kind.wireName });
    if (tooFar && itemIndex(contract, tooFar.reasons[0]) < itemIndex(contract, failures[0]))
      return { ...tooFar, reasons: [...tooFar.reasons, ...evaluation.reasons] };
    evaluation.warnings.push(
      ...kindMismatch(contract, kinds, exchange),
      ...prometheusName(contract, evaluation),
      ...(unknown.get(kind.name)?.(exchange.body ?? null) ?? []),
    );
    return evaluation;
  };
  const check = (exchange: Exchange<BluekingCaller>): Evaluation | undefined => {
    const kind = kindOf(exchange);
    const { body = null } = exchange;
    return kind.isOnlyKind(body) || kind.explainer.accepts(body)
      ? futures.get(kind.name)?.(exchange)
      : explain(exchange);
  };
  return { check, explain };
}

/** Returns the index of the item that a finding is about, or -1 for the whole request. */
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

/** Warns once that a rejected name is valid in Prometheus, where names may contain colons. */
function prometheusName(contract: Contract, { reasons }: Evaluation): Finding[] {
  for (const { code, pointer } of reasons) {
    const name = pointerSegments(pointer ?? '').at(-1) ?? '';
    if (code !== ('invalid-name' satisfies BluekingCode) || !PROMETHEUS_NAME.test(name)) continue;
    return [finding(contract, 'prometheus-name' satisfies BluekingCode, { pointer, parameters: { name } })];
  }
  return [];
}

const PROMETHEUS_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*:[a-zA-Z0-9_:]*$/;
