/** Properties about clocks: what is compared with the target's clock is compared with where it has been moved to. */
import { maxFutureOf, type OperationEntry } from '@pushspec/contract';
import fc from 'fast-check';
import { type Contract, operationFacts } from '../contract/contract.ts';
import { valuesAt } from '../contract/values-at.ts';
import { edited } from '../generate/edit.ts';
import { matchingTexts } from '../generate/matching-texts.ts';
import { jsonOf, requestForm } from '../generate/request-form.ts';
import { type Subject, subjectsOf } from '../generate/subject.ts';
import { ACCEPTED } from '../scenario/scenario.ts';
import type { Property } from './property.ts';
import { SEQUENCE_START_MS, type Sequence, type Step } from './sequence.ts';

export async function clockProperties(contract: Contract, seed: number): Promise<Property[]> {
  const properties: Property[] = [];
  for (const entry of contract.operations.values()) {
    const subjects = await subjectsOf(contract, entry, matchingTexts(seed));
    properties.push(...subjects.slice(0, 1).flatMap(skewProperty), ...subjects.flatMap(futureProperty));
  }
  return properties;
}

/** Moves of the clock, forward and back, by parts of a second and by years. */
const MOVES = fc.oneof(
  fc.integer({ min: 0, max: 999 }),
  fc.integer({ min: -3_600_000, max: 3_600_000 }),
  fc.integer({ min: -5 * 365, max: 50 * 365 }).map((days) => days * 86_400_000),
);

/** Draws steps: a move of the clock, and how far from it the instant in the request is. */
function moves(off: fc.Arbitrary<number>, toStep: (nowMs: number, off: number) => Omit<Step, 'afterMs'>) {
  return fc.array(fc.record({ move: MOVES, off }), { minLength: 1, maxLength: 8 }).map((drawn) => {
    let nowMs = SEQUENCE_START_MS;
    return drawn.map(({ move, off: distance }): Step => {
      nowMs += move;
      return { ...toStep(nowMs, distance), afterMs: move };
    });
  });
}

/** Distances around an edge, on both sides of nought, and far away. */
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
    // A date has no parts of a second.
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
      name: `${contract.vendor}: Date around a clock that is moved`,
      sequences: steps.map(toSequence(contract, { clockSkewSeconds: seconds })),
    },
  ];
}

function futureProperty(subject: Subject): Property[] {
  const { contract, entry, places, full, known, judge } = subject;
  return places.flatMap((place): Property[] => {
    const rule = maxFutureOf(place.node);
    const pointer = valuesAt(full, place.path, known)[0]?.pointer;
    if (!rule || pointer === undefined) return [];
    const { seconds, reason } = rule;
    const steps = moves(around(seconds * 1000, 250), (nowMs, off) => {
      const instant = nowMs + off;
      const isTooFar = Math.floor(instant / 1000) - Math.floor(nowMs / 1000) > seconds;
      const form = requestForm(subject, { body: edited(full, pointer, instant), pointer });
      return { ...named(subject, entry), ...form, expected: isTooFar ? reason : ACCEPTED };
    });
    return [
      {
        name: `${contract.vendor}: instants of a ${judge.kind ?? 'event'} around a clock that is moved`,
        sequences: steps.map(toSequence(contract)),
      },
    ];
  });
}

function named({ contract }: Subject, { operationId }: OperationEntry) {
  return { vendor: contract.vendor, operation: operationId };
}

function toSequence({ vendor }: Contract, settings: Readonly<Record<string, number>> = {}) {
  return (steps: Step[]): Sequence => ({ config: { [vendor]: { rateLimits: 'off', ...settings } }, steps });
}
