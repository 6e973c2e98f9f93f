import { expect, it } from 'vitest';
import { queueNames } from './names.ts';

/** The characters that pg-boss allows in the name of a queue. */
const ALLOWED = /^[\w./-]+$/;

it.each([
  'cloudmonitor/1234567890',
  '云监控:账号',
  'a b',
  "o'brien; DROP TABLE job",
  '\u0000',
  '_5f',
  '😀'.repeat(64),
])('names the queues of the account %j', (account) => {
  for (const name of Object.values(queueNames('cloudmonitor', account))) expect(name).toMatch(ALLOWED);
});

it('keeps a plain name readable', () => {
  expect(queueNames('guance', 'team-a/key.1').events).toBe('events/guance/team-a/key.1');
});

it('gives different accounts different queues', () => {
  const accounts = ['a:b', 'a_b', 'a_3ab', 'a/b', 'A:b', '云', '雲', 'a b', 'a  b'];
  expect(new Set(accounts.map((account) => queueNames('guance', account).lease)).size).toBe(accounts.length);
});

it.each([
  ['', 'non-empty'],
  ['  ', 'non-empty'],
  ['云'.repeat(86), 'at most 256 bytes'],
  ['\ud800', 'surrogate'],
  [7 as unknown as string, 'must be a non-empty string'],
])('refuses the account %j', (account, problem) => {
  expect(() => queueNames('guance', account)).toThrow(problem);
});
