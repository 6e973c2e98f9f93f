/** Properties about batches: a mixture of good and bad items is accepted as a whole, or refused for the first bad one. */
import { escapePointer, type Json, type OperationEntry, valueAt } from '@pushspec/contract';
import fc from 'fast-check';
import { type Contract, operationFacts } from '../contract/contract.ts';
import { edited } from '../generate/edit.ts';
import { expectedOf } from '../generate/expected.ts';
import { matchingStrings } from '../generate/matching-strings.ts';
import { isSendable, requestForm } from '../generate/request-form.ts';
import { type Subject, subjectsOf } from '../generate/subject.ts';
import { variationsOf } from '../generate/variations.ts';
import { ACCEPTED } from '../scenario/scenario.ts';
import type { Property } from './property.ts';
import { operationPart, type Sequence, type Step } from './sequence.ts';

export async function batchProperties(contract: Contract, seed: number): Promise<Property[]> {
  const properties: Property[] = [];
  for (const entry of contract.operations.values()) {
    const { items: pointer } = operationFacts(contract, entry).body;
    if (pointer === undefined) continue;
    const subjects = await subjectsOf(contract, entry, matchingStrings(seed));
    for (const subject of subjects) properties.push(batchProperty(subject, pointer));
  }
  return properties;
}

interface Item {
  readonly value: Json;
  /** `undefined` for a good item. */
  readonly code: string | undefined;
}

/** Returns the items of generated cases: good ones, and those that make a whole request fail. */
function itemsOf(subject: Subject, pointer: string): { good: Item[]; bad: Item[] } {
  const first = `${pointer}/0`;
  const items = variationsOf(subject)
    .filter((variation) => variation.literal === undefined && variation.pointer.startsWith(first))
    .filter((variation) => isSendable(subject, variation))
    .flatMap((variation): Item[] => {
      const value = valueAt(variation.body, first);
      if (value === undefined) return [];
      const { reason } = expectedOf(subject, variation);
      const isBad = subject.contract.reasons[reason]?.outcome === 'rejected';
      return [{ value, code: isBad ? reason : undefined }];
    });
  return {
    good: items.filter(({ code }) => code === undefined),
    bad: items.filter(({ code }) => code !== undefined),
  };
}

const MAX_ITEMS = 10;

function batchProperty(subject: Subject, pointer: string): Property {
  const { contract, entry, validator } = subject;
  const { good, bad } = itemsOf(subject, pointer);
  const item = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...good) },
    { weight: 1, arbitrary: fc.constantFrom(...bad) },
  );
  const { maxItems } = operationFacts(contract, entry).limits;
  const most = Math.min(MAX_ITEMS, maxItems?.value ?? MAX_ITEMS);
  const batch = fc.array(item, { minLength: 1, maxLength: most });
  const sequences = fc.array(batch, { minLength: 1, maxLength: 3 }).map(
    (batches): Sequence => ({
      config: { [contract.api]: { rateLimits: 'off' } },
      steps: batches.map((items) => stepOf(subject, entry, pointer, items)),
    }),
  );
  const kind = validator.kind === undefined ? '' : `, ${validator.kind}`;
  return {
    name: `${contract.api}: batches of good and bad items${kind}${operationPart(contract, entry)}`,
    sequences,
  };
}

function stepOf(subject: Subject, entry: OperationEntry, pointer: string, items: readonly Item[]): Step {
  const body = edited(
    subject.full,
    pointer,
    items.map(({ value }) => value),
  );
  const form = requestForm(subject, { body, pointer: escapePointer('') });
  const expected = items.find(({ code }) => code !== undefined)?.code ?? ACCEPTED;
  return {
    api: subject.contract.api,
    operation: entry.operationId,
    afterMs: 0,
    expected,
    isWhole: true,
    ...form,
  };
}
