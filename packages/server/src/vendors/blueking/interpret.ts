/** Interpret: what the receiver makes of accepted items, and what the backend drops after the 200. */
import { escapePointer, isObject, type Json, type JsonObject } from '@pushspec/contract';
import type { Contract } from '../../contract/contract.ts';
import { finding } from '../../contract/findings.ts';
import type { Exchange } from '../../exchange.ts';
import { type Item, judgeAccepted } from '../../interpretation.ts';
import type { ReadContext } from '../../steps/step.ts';
import type { Finding, Judgement } from '../../verdict.ts';
import type { BluekingCaller } from './authenticate.ts';
import type { BluekingCode } from './codes.ts';
import type { Kinds } from './validate.ts';

export function interpreter(contract: Contract, kinds: Kinds) {
  const dropsFrom = contract.operation['x-dropped-from-bytes'];
  return (exchange: Exchange<BluekingCaller>): Judgement => {
    const { body, caller, size } = exchange;
    const kind = caller && kinds.get(caller.kind);
    if (!kind) throw new Error('a request without a caller came to be interpreted');
    const warnings: Finding[] = [];
    if (isObject(dropsFrom) && size >= Number(dropsFrom.bytes)) {
      const parameters = { value: size, limit: Number(dropsFrom.bytes) };
      warnings.push(finding(contract, String(dropsFrom.reason), { parameters }));
    }
    const advice = kind.explainer.advise(body);
    return judgeAccepted({ contract, body, advice, warnings, facts: { kind: kind.name } });
  };
}

/** What the receiver changes in an item before it passes it on. */
export function transformer(contract: Contract) {
  return ({ pointer, value }: Item, { receivedAt, facts }: ReadContext): Finding[] => {
    const item = isObject(value as Json) ? (value as JsonObject) : {};
    const isMetric = isObject(facts) && facts.kind === 'metric';
    const found: Finding[] = [];
    const add = (code: BluekingCode, member: string, parameters: Record<string, string | number>) =>
      found.push(finding(contract, code, { pointer: `${pointer}/${member}`, parameters }));
    const { timestamp, dimension } = item;
    if (timestamp === undefined || timestamp === 0)
      add('timestamp-defaulted', 'timestamp', { value: receivedAt });
    else if (!Number.isInteger(timestamp))
      add('timestamp-truncated', 'timestamp', { value: Number(timestamp) });
    if (isMetric) add('target-as-dimension', 'target', {});
    for (const [name, dimensionValue] of Object.entries(isObject(dimension) ? dimension : {})) {
      const member = `dimension/${escapePointer(name)}`;
      if (dimensionValue === null) add('dimension-dropped', member, { field: name });
      else if (typeof dimensionValue !== 'string') {
        add('dimension-coerced', member, { field: name, value: plainNumber(dimensionValue) });
      }
    }
    return found;
  };
}

/** A number or boolean as the receiver writes it: all digits, no exponent. */
function plainNumber(value: unknown): string {
  if (typeof value !== 'number' || Math.abs(value) < 1e21) return String(value);
  return BigInt(value).toString();
}
