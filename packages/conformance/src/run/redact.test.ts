import { expect, it } from 'vitest';
import { redactProblem } from './redact.ts';

const shown = (got: string) => redactProblem({ what: 'body', expected: '', got }, ['secret']).got;

it('shows no secret', () => {
  expect(shown('reject invalid token: 1/secret')).toBe('reject invalid token: 1/***');
});

it('hides ids that change between runs, so that the same failure reads the same', () => {
  expect(shown('{"request_id":"a75ad22e-3c4f","code":"200"}')).toBe('{"request_id":"***","code":"200"}');
  expect(shown('"{\\"traceId\\":\\"4250149955169518608\\"}"')).toBe('"{\\"traceId\\":\\"***\\"}"');
});
