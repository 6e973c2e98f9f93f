import { expect, it } from 'vitest';
import type { CallOutcome } from '../target/target.ts';
import type { WireRequest } from '../target/wire.ts';
import { sentProblems } from './sent-requests.ts';

const expected: WireRequest = {
  method: 'POST',
  target: '/push/a%2Fb',
  headers: { 'Content-Type': 'application/json', 'X-Key': 'k' },
  body: Buffer.from('{"a":1,"b":2}'),
};

function problems(
  sent: readonly Partial<WireRequest>[],
  outcome: CallOutcome = { accepted: true, status: 200 },
) {
  const requests = sent.map((one) => ({ ...expected, ...one }));
  const options = { expected, freeHeaders: [/^x-own$/i], secrets: ['s3cret'] };
  return sentProblems({ ...options, outcome: { ...outcome, sent: requests } }).map(({ what }) => what);
}

it('accepts the request of a correct client', () => {
  expect(problems([{ target: '/push/a/b', body: Buffer.from('{"b":2,"a":1}') }])).toEqual([]);
});

it.each<[string, Partial<WireRequest>[], string]>([
  ['no request', [], 'requests sent'],
  ['two requests', [{}, {}], 'requests sent'],
  ['another method', [{ method: 'PUT' }], 'method sent'],
  ['another path', [{ target: '/push/a' }], 'path sent'],
  ['another body', [{ body: Buffer.from('{"a":1}') }], 'body sent'],
  ['a missing header', [{ headers: { 'content-type': 'application/json' } }], 'header X-Key sent'],
])('finds %s', (_, sent, what) => {
  expect(problems(sent)).toContain(what);
});

it('expects no request after a refusal by the client itself', () => {
  const refused = { accepted: false, reason: 'too-many', status: undefined } as const;
  expect(problems([], refused)).toEqual([]);
  expect(problems([{}], refused)).toEqual(['requests sent']);
});

it('finds a secret in an error', () => {
  const refused = { accepted: false, reason: 'bad', status: 400, shown: 'token s3cret is bad' } as const;
  expect(problems([{}], refused)).toEqual(['secrets in the error']);
});

it('checks nothing for a target that does not see its requests', () => {
  const outcome: CallOutcome = { accepted: true, status: 200 };
  expect(sentProblems({ outcome, expected, freeHeaders: [], secrets: [] })).toEqual([]);
});
