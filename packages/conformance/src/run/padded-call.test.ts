import { expect, it } from 'vitest';
import { paddedCall } from './padded-call.ts';

const bodyOf = (call: object) => ({ token: 't', ...call }) as never;
const sizeOf = (call: object) => JSON.stringify(bodyOf(call)).length;

it('brings the body to the size that it names', () => {
  const call = paddedCall({ event: { status: 'ok', message: { padTo: 500 } } }, bodyOf);
  expect(sizeOf(call)).toBe(500);
});

it('leaves a call without it as it is', () => {
  const call = { event: { status: 'ok' } };
  expect(paddedCall(call, bodyOf)).toBe(call);
});

it('refuses a size that the body has outgrown', () => {
  expect(() => paddedCall({ event: { padTo: 5 } }, bodyOf)).toThrow('bytes more than it is to be padded to');
});
