/** Converts accepted items to the form in which the receiver forwards them. */
import { escapePointer, isObject, type Json, type JsonObject, pointerSegments } from '@pushspec/contract';
import type { ReasonCode as BluekingCode } from '@pushspec/contract/blueking';
import { ANY } from '@pushspec/contract/explain';
import type { Contract } from '../../contract/contract.ts';
import { keptProperties } from '../../pipeline/kept-properties.ts';
import { withOtherCase } from './other-case.ts';
import type { Kinds } from './validate.ts';

/** Receives the changes of a conversion: the reason, the property as a pointer without its first slash, and parameters. */
export type Add = (
  code: BluekingCode,
  property: string,
  parameters?: Record<string, string | number>,
) => void;

export interface Conversion {
  /** Name of the kind of data. */
  kind: string;
  /** Milliseconds since 1970, the timestamp of an item that has none. */
  receivedAt: number;
  /** @default changes are not reported */
  add?: Add;
}

/** Converts an item of the request. Properties that the receiver ignores are left out. */
export type Convert = (value: unknown, conversion: Conversion) => JsonObject;

/** Returns the conversion of a contract's items. */
export function converter(contract: Contract, kinds: Kinds): Convert {
  const path = [...pointerSegments(contract.operation.body.items ?? ''), ANY];
  const kept = new Map([...kinds].map(([name, { explainer }]) => [name, keptProperties(explainer, path)]));
  const complete = withOtherCase(contract, kinds);
  return (value, { kind, receivedAt, add = () => undefined }) => {
    const sent = isObject(value as Json) ? complete(value as JsonObject, kind) : {};
    const item = kept.get(kind)?.(sent) ?? sent;
    const timestamp = timestampOf(item, receivedAt, add);
    const dimension = dimensionOf(contract, item, add);
    return wellFormed({ ...EMPTY[kind], ...item, dimension, timestamp }) as JsonObject;
  };
}

/** Values of absent properties, by kind of data. */
const EMPTY: Readonly<Record<string, JsonObject>> = {
  metric: { metrics: {}, target: '' },
  event: { event_name: '', event: {}, target: '' },
};

function timestampOf({ timestamp }: JsonObject, receivedAt: number, add: Add): number {
  if (timestamp === undefined || timestamp === 0) {
    add('timestamp-defaulted', 'timestamp', { value: receivedAt });
    return receivedAt;
  }
  if (!Number.isInteger(timestamp)) add('timestamp-truncated', 'timestamp', { value: Number(timestamp) });
  // Go converts a double below the range of an int64 to the least int64.
  return Math.max(Math.trunc(Number(timestamp)), LEAST_INT64);
}

const LEAST_INT64 = -(2 ** 63);

/** Replaces each lone surrogate in names and strings with U+FFFD, as Go's JSON decoder does. */
function wellFormed(value: Json): Json {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, child]) => [name.toWellFormed(), wellFormed(child)]),
  );
}

/** Returns the dimensions. The receiver converts numbers and booleans that the contract accepts. */
function dimensionOf({ reasons }: Contract, { dimension }: JsonObject, add: Add): JsonObject {
  const isKnown = (code: BluekingCode) => code in reasons;
  const kept = Object.entries(isObject(dimension) ? dimension : {}).flatMap(([name, value]) => {
    const property = `dimension/${escapePointer(name)}`;
    if (value === null && isKnown('dimension-dropped')) {
      add('dimension-dropped', property, { field: name });
      return [];
    }
    if ((typeof value !== 'number' && typeof value !== 'boolean') || !isKnown('dimension-coerced'))
      return [[name, value]];
    const written = typeof value === 'number' ? plainNumber(value) : String(value);
    add('dimension-coerced', property, { field: name, value: written });
    return [[name, written]];
  });
  return Object.fromEntries(kept);
}

/**
 * Formats a double as Go's FormatFloat(value, 'f', -1, 64) does: without an exponent, with the fewest digits that parse
 * back to it. 1e-7 becomes 0.0000001.
 */
export function plainNumber(value: number): string {
  if (Object.is(value, -0)) return '-0';
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  const shift = Number(exponent);
  if (shift === 0) return String(value);
  const digits = whole + fraction;
  // Position of the decimal point, counted from the first digit.
  const point = whole.length + shift;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return `${sign}${digits.padEnd(point, '0')}`;
}
