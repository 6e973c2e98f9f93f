import { expect, it } from 'vitest';
import { trueContract } from '../true-contract.ts';
import { replaced } from './mutation.ts';
import { isUntellable } from './untellable.ts';

const contract = trueContract('cloudmonitor', 'documented');
const event = '/components/schemas/CustomEvent';
const loosened = { kind: 'constraint loosened', what: 'is another' } as const;

it('finds that a type in a not adds nothing to that of the schema around it', () => {
  const place = `${event}/properties/time/not/type`;
  expect(isUntellable(contract, replaced(place, ['string', 'null'], loosened))).toBe(true);
});

it('keeps the mutant whose not no longer bites', () => {
  const place = `${event}/properties/time/not/type`;
  const changed = { kind: 'constraint changed', what: 'becomes number' } as const;
  expect(isUntellable(contract, replaced(place, 'number', changed))).toBe(false);
});

it('keeps the mutant of an advice that lets one of the allowed types through', () => {
  const place = `${event}/properties/groupId/x-advice/0/schema/type`;
  expect(isUntellable(contract, replaced(place, ['integer', 'string'], loosened))).toBe(false);
  expect(isUntellable(contract, replaced(place, ['integer', 'null'], loosened))).toBe(true);
});

it('keeps the mutant of the type of a member', () => {
  const place = `${event}/properties/name/type`;
  expect(isUntellable(contract, replaced(place, ['string', 'null'], loosened))).toBe(false);
});
