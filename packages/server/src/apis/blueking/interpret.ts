/** Determines how the receiver transforms accepted items, and which ones are dropped after the 200. */
import { isObject, type Json, type JsonObject, pointerSegments } from '@pushspec/contract';
import type { Contract } from '../../contract/contract.ts';
import { finding } from '../../contract/findings.ts';
import type { Exchange } from '../../pipeline/exchange.ts';
import {
  evaluateAccepted,
  type Item,
  type ItemResult,
  transformations,
} from '../../pipeline/interpretation.ts';
import { itemsOf } from '../../pipeline/steps/validate.ts';
import type { Evaluation, Finding } from '../../pipeline/verdict.ts';
import type { ReadContext } from '../api.ts';
import type { BluekingCaller } from './authenticate.ts';
import { type Add, converter } from './convert.ts';
import { droppedPackets, type Packet } from './packets.ts';
import type { Kinds } from './validate.ts';

/** What the evaluation records to explain single items later. */
interface Facts {
  kind: string;
  /** Indices of the first and the last item of each packet that is dropped. Absent if none is. */
  dropped?: [first: number, last: number][];
}

/** Returns the function that evaluates accepted requests. */
export function interpreter(contract: Contract, kinds: Kinds) {
  const packetsOf = packetFinder(contract, kinds);
  return (exchange: Exchange<BluekingCaller>): Evaluation => {
    const { body, caller } = exchange;
    const kind = caller && kinds.get(caller.kind);
    if (!kind) throw new Error('a request without a caller reached the interpreter');
    const packets = packetsOf(exchange, kind.name);
    const facts: Facts = { kind: kind.name };
    if (packets.length > 0) facts.dropped = packets.map(({ first, last }) => [first, last]);
    return evaluateAccepted({
      contract,
      body,
      advice: kind.explainer.advise(body),
      isDropped: ({ pointer, value }) => kind.explainer.dropsItem(value) || isInPacket(pointer, facts),
      warnings: packets.map((packet) => packetFinding(contract, packet)),
      facts: facts as unknown as Json,
    });
  };
}

/** Returns the function that finds the packets of a request that are dropped. */
function packetFinder(contract: Contract, kinds: Kinds) {
  const rule = contract.operation.limits.droppedFromBytes;
  if (!rule) return () => [];
  const convert = converter(contract, kinds);
  return ({ body, size, receivedAt }: Exchange, kind: string): Packet[] =>
    droppedPackets({
      items: itemsOf(contract, body).map(({ value }) => value),
      forwarded: (item) => convert(item, { kind, receivedAt }),
      size,
      rule,
    });
}

function packetFinding(contract: Contract, { first, last, bytes }: Packet): Finding {
  const { value: limit, reason } = contract.operation.limits.droppedFromBytes ?? {};
  const pointer = `${contract.operation.body.items}/${first}`;
  return finding(contract, String(reason), { pointer, parameters: { first, last, value: bytes, limit } });
}

function isInPacket(pointer: string, { dropped = [] }: Partial<Facts>): boolean {
  const index = Number(pointerSegments(pointer).at(-1));
  return dropped.some(([first, last]) => first <= index && index <= last);
}

/** Returns the function that checks whether an item is dropped after the 200. */
export function dropCheck(kinds: Kinds) {
  return ({ pointer, value }: Item, { facts }: ReadContext): boolean => {
    if (!isObject(facts)) return false;
    const known = facts as unknown as Facts;
    return (kinds.get(known.kind)?.explainer.dropsItem(value) ?? false) || isInPacket(pointer, known);
  };
}

/** Returns the function that computes the data point or event as the backend keeps it, and lists its changes. */
export function resultOf(contract: Contract, kinds: Kinds) {
  const convert = converter(contract, kinds);
  return ({ pointer, value }: Item, { receivedAt, facts }: ReadContext): ItemResult => {
    const kind = isObject(facts) ? String(facts.kind) : '';
    const { found: transformed, add: report } = transformations();
    const add: Add = (code, property, parameters = {}) =>
      report(() => finding(contract, code, { pointer: `${pointer}/${property}`, parameters }));
    const isMetric = kind === 'metric';
    if (isMetric) add('target-as-dimension', 'target');
    const forwarded = convert(value, { kind, receivedAt, add });
    return { transformed, result: isMetric ? point(forwarded) : forwarded };
  };
}

/** Returns a data point as the backend keeps it. The target becomes a dimension and replaces one with that name. */
function point({ target, dimension, ...item }: JsonObject): JsonObject {
  return { ...item, dimension: { ...(dimension as JsonObject), target: target ?? '' } };
}
