import { expect, it } from 'vitest';
import { trueContract } from '../true-contract.ts';
import { isEquivalentChange } from './equivalent-change.ts';
import { replaced } from './mutation.ts';

const contract = trueContract('cloudmonitor', 'documented');
const event = '/components/schemas/CustomEvent';
const loosened = { kind: 'constraint loosened', what: 'is another' } as const;

it('detects that a type inside `not` adds nothing to the surrounding schema', () => {
  const place = `${event}/properties/time/not/type`;
  expect(isEquivalentChange(contract, replaced(place, ['string', 'null'], loosened))).toBe(true);
});

it('keeps the mutant whose `not` no longer has an effect', () => {
  const place = `${event}/properties/time/not/type`;
  const changed = { kind: 'constraint changed', what: 'becomes number' } as const;
  expect(isEquivalentChange(contract, replaced(place, 'number', changed))).toBe(false);
});

it('keeps the mutant of advice that allows one of the permitted types', () => {
  const place = `${event}/properties/groupId/x-advice/0/schema/type`;
  expect(isEquivalentChange(contract, replaced(place, ['integer', 'string'], loosened))).toBe(false);
  expect(isEquivalentChange(contract, replaced(place, ['integer', 'null'], loosened))).toBe(true);
});

it('keeps the mutant of a property type', () => {
  const place = `${event}/properties/name/type`;
  expect(isEquivalentChange(contract, replaced(place, ['string', 'null'], loosened))).toBe(false);
});
