import { PushError, TransportError } from '@pushspec/client';
import type { ReporterEvent } from '@pushspec/client/reporter';
import { expect, it } from 'vitest';
import { failingRequests } from './failing-requests.ts';

type Failure = Extract<ReporterEvent, { type: 'request' }>['error'];

const request = (error?: Failure): ReporterEvent => ({
  ...{ type: 'request', items: 1, bytes: 1, attempt: 1, durationMs: 1 },
  error,
});
const transport = (kind: TransportError['kind'], message = kind as string) =>
  new TransportError({
    ...{ message, api: 'cloudmonitor', kind, retryable: true, mayHaveArrived: false, delivered: 0 },
  });
const refusal = new PushError({
  ...{ message: 'refused', api: 'cloudmonitor', reason: 'unauthorized', local: false, status: 403 },
  ...{ retryable: false, aboutItem: false, retryAfterMs: undefined, fix: 'f', response: {} },
  ...{ requestId: undefined, delivered: 0 },
});

function reportsOf(errors: readonly (Failure | undefined)[]): string[] {
  const reports: string[] = [];
  const watch = failingRequests(({ message }) => reports.push(message));
  for (const error of errors) watch(request(error));
  return reports;
}

it('reports the third failure in a row, once', () => {
  const errors = Array.from({ length: 6 }, (_, index) => transport('credentials', `failure ${index + 1}`));
  expect(reportsOf(errors)).toEqual(['failure 3']);
});

it('reports refusals, too', () => {
  expect(reportsOf([refusal, refusal, refusal])).toEqual(['refused']);
});

it('ignores failures with successes in between', () => {
  const error = transport('network');
  expect(reportsOf([error, error, undefined, error, error])).toEqual([]);
});

it('reports again after a success', () => {
  const three = Array.from({ length: 3 }, () => transport('network'));
  expect(reportsOf([...three, undefined, ...three])).toEqual(['network', 'network']);
});

it('reports another kind of failure immediately', () => {
  const network = transport('network');
  expect(reportsOf([network, network, network, transport('tls')])).toEqual(['network', 'tls']);
});

it('ignores requests that the sender has aborted', () => {
  expect(reportsOf(Array.from({ length: 5 }, () => transport('aborted')))).toEqual([]);
});
