import { limits } from '@pushspec/contract/cloudmonitor-rpc';
import { expect, it } from 'vitest';
import { validate, validatePutEvent } from './validate.ts';

const { maxBodyBytes, maxDepth } = limits.putEvent;
const codesOf = ({ reasons }: { reasons: readonly { code: string }[] }) => reasons.map(({ code }) => code);

it('measures the values of an event of PutCustomEvent, not the JSON around them', () => {
  const EventName = 'n';
  const content = (bytes: number) => '"'.repeat(bytes - EventName.length);
  expect(codesOf(validate({ EventName, Content: content(maxBodyBytes) }))).toEqual([]);
  expect(codesOf(validate({ EventName, Content: content(maxBodyBytes + 1) }))).toEqual(['too-large']);
});

it('measures the JSON of the list with an event of PutEvent', () => {
  const around = JSON.stringify([{ name: 'n', content: '' }]).length;
  const event = (bytes: number) => ({ name: 'n', content: 'c'.repeat(bytes - around) });
  expect(codesOf(validatePutEvent(event(maxBodyBytes)))).toEqual([]);
  expect(codesOf(validatePutEvent(event(maxBodyBytes + 1)))).toEqual(['too-large']);
});

it('counts the list, but no object around it, as a level of an event of PutEvent', () => {
  const event = (depth: number) => {
    const levels = depth - 2;
    return { name: 'n', content: 'c', more: JSON.parse('['.repeat(levels) + ']'.repeat(levels)) };
  };
  expect(codesOf(validatePutEvent(event(maxDepth)))).toEqual([]);
  expect(codesOf(validatePutEvent(event(maxDepth + 1)))).toEqual(['too-deep']);
});
