/** Properties about clocks: timestamps are compared with the target's clock after it was moved. */
import { maxFutureOf, type OperationEntry } from '@pushspec/contract';
import fc from 'fast-check';
import { type Contract, operationFacts } from '../contract/contract.ts';
import { valuesAt } from '../contract/values-at.ts';
import { edited } from '../generate/edit.ts';
import { matchingStrings } from '../generate/matching-strings.ts';
import { jsonOf, requestForm } from '../generate/request-form.ts';
import { type Subject, subjectsOf } from '../generate/subject.ts';
import { ACCEPTED } from '../scenario/scenario.ts';
import type { Property } from './property.ts';
import { operationPart, SEQUENCE_START_MS, type Sequence, type Step } from './sequence.ts';

export async function clockProperties(contract: Contract, seed: number): Promise<Property[]> {
  const properties: Property[] = [];
  for (const entry of contract.operations.values()) {
    const subjects = await subjectsOf(contract, entry, matchingStrings(seed));
    properties.push(...subjects.slice(0, 1).flatMap(skewProperty), ...subjects.flatMap(futureProperty));
  }
  return properties;
}

/** Moves of the clock, forward and back, from fractions of a second to years. */
const MOVES = fc.oneof(
  fc.integer({ min: 0, max: 999 }),
  fc.integer({ min: -3_600_000, max: 3_600_000 }),
  fc.integer({ min: -5 * 365, max: 50 * 365 }).map((days) => days * 86_400_000),
);

/** Draws steps: a clock move, and the offset of the timestamp in the request. */
function moves(off: fc.Arbitrary<number>, toStep: (nowMs: number, off: number) => Omit<Step, 'afterMs'>) {
  return fc.array(fc.record({ move: MOVES, off }), { minLength: 1, maxLength: 8 }).map((drawn) => {
    let nowMs = SEQUENCE_START_MS;
    return drawn.map(({ move, off: distance }): Step => {
      nowMs += move;
      return { ...toStep(nowMs, distance), afterMs: move };
    });
  });
}

/** Draws distances around an edge, on both sides of zero, and far away. */
function around(edge: number, unit: number): fc.Arbitrary<number> {
  return fc.oneof(
    fc
      .constantFrom(-1, 1)
      .chain((sign) => fc.integer({ min: -2, max: 2 }).map((by) => sign * (edge + by * unit))),
    fc.integer({ min: -2 * edge, max: 2 * edge }),
  );
}

function skewProperty(subject: Subject): Property[] {
  const { contract, entry } = subject;
  const { clockSkew } = operationFacts(contract, entry).limits;
  if (!clockSkew) return [];
  const { value: seconds, reason } = clockSkew;
  const json = jsonOf(subject, subject.full);
  const steps = moves(around(seconds * 1000, 500), (nowMs, off) => {
    // A date has whole seconds.
    const date = Math.floor((nowMs + off) / 1000) * 1000;
    const isNear = Math.abs(date - nowMs) <= seconds * 1000;
    return {
      ...named(subject, entry),
      given: {},
      raw: { json, sign: { date: new Date(date).toUTCString() } },
      expected: isNear ? ACCEPTED : String(reason),
    };
  });
  return [
    {
      name: `${contract.api}: Date around a moved clock${operationPart(contract, entry)}`,
      sequences: steps.map(toSequence(contract, { clockSkewSeconds: seconds })),
    },
  ];
}

function futureProperty(subject: Subject): Property[] {
  const { contract, entry, locations, full, known, validator } = subject;
  return locations.flatMap((location): Property[] => {
    const rule = maxFutureOf(location.node);
    const pointer = valuesAt(full, location.path, known)[0]?.pointer;
    if (!rule || pointer === undefined) return [];
    const { seconds, reason } = rule;
    const steps = moves(around(seconds * 1000, 250), (nowMs, off) => {
      const timestamp = nowMs + off;
      const isTooFar = Math.floor(timestamp / 1000) - Math.floor(nowMs / 1000) > seconds;
      const form = requestForm(subject, { body: edited(full, pointer, timestamp), pointer });
      return { ...named(subject, entry), ...form, expected: isTooFar ? reason : ACCEPTED };
    });
    return [
      {
        name: `${contract.api}: timestamps of a ${validator.kind ?? 'event'} around a moved clock${operationPart(contract, entry)}`,
        sequences: steps.map(toSequence(contract)),
      },
    ];
  });
}

function named({ contract }: Subject, { operationId }: OperationEntry) {
  return { api: contract.api, operation: operationId };
}

function toSequence({ api }: Contract, settings: Readonly<Record<string, number>> = {}) {
  return (steps: Step[]): Sequence => ({ config: { [api]: { rateLimits: 'off', ...settings } }, steps });
}
