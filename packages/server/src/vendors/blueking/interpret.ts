/** Interpret: what the receiver makes of accepted items, and what the backend drops after the 200. */
import { escapePointer, isObject, type Json, type JsonObject, pointerSegments } from '@pushspec/contract';
import type { ReasonCode as BluekingCode } from '@pushspec/contract/blueking';
import { ANY } from '@pushspec/contract/explain';
import type { Contract } from '../../contract/contract.ts';
import { finding } from '../../contract/findings.ts';
import type { Exchange } from '../../pipeline/exchange.ts';
import { type Item, type ItemResult, judgeAccepted, transformations } from '../../pipeline/interpretation.ts';
import { keptProperties } from '../../pipeline/kept-properties.ts';
import type { Finding, Judgement } from '../../pipeline/verdict.ts';
import type { ReadContext } from '../vendor.ts';
import type { BluekingCaller } from './authenticate.ts';
import { plainNumber } from './plain-number.ts';
import type { Kinds } from './validate.ts';

export function interpreter(contract: Contract, kinds: Kinds) {
  const dropsFrom = contract.operation.limits.droppedFromBytes;
  return (exchange: Exchange<BluekingCaller>): Judgement => {
    const { body, caller, size } = exchange;
    const kind = caller && kinds.get(caller.kind);
    if (!kind) throw new Error('a request without a caller came to be interpreted');
    const warnings: Finding[] = [];
    if (dropsFrom && size >= dropsFrom.value) {
      const parameters = { value: size, limit: dropsFrom.value };
      warnings.push(finding(contract, String(dropsFrom.reason), { parameters }));
    }
    const advice = kind.explainer.advise(body);
    const { dropsItem } = kind.explainer;
    return judgeAccepted({ contract, body, advice, dropsItem, warnings, facts: { kind: kind.name } });
  };
}

/** Whether the backend drops an item after the 200. */
export function dropsOf(kinds: Kinds) {
  return ({ value }: Item, { facts }: ReadContext): boolean => {
    const kind = isObject(facts) ? kinds.get(String(facts.kind)) : undefined;
    return kind?.explainer.dropsItem(value) ?? false;
  };
}

/** The data point or event that the receiver forwards, and what it changed in the item to get there. */
export function resultOf(contract: Contract, kinds: Kinds) {
  const path = [...pointerSegments(contract.operation.body.items ?? ''), ANY];
  const kept = new Map([...kinds].map(([name, { explainer }]) => [name, keptProperties(explainer, path)]));
  return ({ pointer, value }: Item, { receivedAt, facts }: ReadContext): ItemResult => {
    const kind = isObject(facts) ? String(facts.kind) : '';
    const sent = isObject(value as Json) ? (value as JsonObject) : {};
    const item = kept.get(kind)?.(sent) ?? sent;
    const isMetric = kind === 'metric';
    const { found: transformed, add: report } = transformations();
    const add: Add = (code, member, parameters = {}) =>
      report(() => finding(contract, code, { pointer: `${pointer}/${member}`, parameters }));
    const timestamp = timestampOf(item, receivedAt, add);
    if (isMetric) add('target-as-dimension', 'target');
    const dimension = dimensionOf(contract, item, add);
    return { transformed, result: (isMetric ? point : event)({ ...item, dimension, timestamp }) };
  };
}

type Add = (code: BluekingCode, member: string, parameters?: Record<string, string | number>) => void;

/** A data point as the backend keeps it: the target is one more dimension, also where there was one of that name. */
function point({ target, dimension, ...item }: JsonObject): JsonObject {
  return { metrics: {}, ...item, dimension: { ...(dimension as JsonObject), target: target ?? '' } };
}

function event(item: JsonObject): JsonObject {
  return { event_name: '', event: {}, target: '', ...item };
}

function timestampOf({ timestamp }: JsonObject, receivedAt: number, add: Add): number {
  if (timestamp === undefined || timestamp === 0) {
    add('timestamp-defaulted', 'timestamp', { value: receivedAt });
    return receivedAt;
  }
  if (!Number.isInteger(timestamp)) add('timestamp-truncated', 'timestamp', { value: Number(timestamp) });
  return Math.trunc(Number(timestamp));
}

/** The dimensions with the values that the contract lets pass and the receiver rewrites. */
function dimensionOf({ reasons }: Contract, { dimension }: JsonObject, add: Add): JsonObject {
  const isKnown = (code: BluekingCode) => code in reasons;
  const kept = Object.entries(isObject(dimension) ? dimension : {}).flatMap(([name, value]) => {
    const member = `dimension/${escapePointer(name)}`;
    if (value === null && isKnown('dimension-dropped')) {
      add('dimension-dropped', member, { field: name });
      return [];
    }
    if ((typeof value !== 'number' && typeof value !== 'boolean') || !isKnown('dimension-coerced'))
      return [[name, value]];
    const text = typeof value === 'number' ? plainNumber(value) : String(value);
    add('dimension-coerced', member, { field: name, value: text });
    return [[name, text]];
  });
  return Object.fromEntries(kept);
}
