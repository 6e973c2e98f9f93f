import { expect, it } from 'vitest';
import { repeatedSigning } from './signing-stated-once.ts';

const source = (first: string, second: string) => `
paths:
  /#Action=First:
    post: { operationId: first, x-signing: ${first} }
  /#Action=Second:
    post: { operationId: second, x-signing: ${second} }
`;
const rules = (reason: string) => `{ nonces: { seconds: 900, reason: ${reason} } }`;

it('finds signing rules that an operation repeats', () => {
  const [problem, ...others] = repeatedSigning('toy', source(rules('used'), rules('used')));
  expect(others).toEqual([]);
  expect(problem).toMatchObject({
    rule: 'signing-stated-once',
    where: 'toy /paths/~1#Action=Second/post',
    message: expect.stringContaining('x-signing repeats that of /paths/~1#Action=First/post'),
  });
});

it.each([
  ['an alias', `&signing ${rules('used')}`, '*signing'],
  ['other rules', rules('used'), rules('repeated')],
])('accepts %s', (_, first, second) => {
  expect(repeatedSigning('toy', source(first, second))).toEqual([]);
});
