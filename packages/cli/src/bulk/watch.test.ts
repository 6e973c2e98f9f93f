import { PushError, TransportError } from '@pushspec/client';
import type { ReporterEvent } from '@pushspec/client/reporter';
import { expect, it } from 'vitest';
import { createStop } from './stop.ts';
import { createWatch } from './watch.ts';

const refusal = (status: number) =>
  new PushError({
    ...{
      message: 'm',
      api: 'guance',
      reason: 'r',
      local: false,
      status,
      retryable: false,
      aboutItem: false,
    },
    ...{ retryAfterMs: undefined, fix: 'f', response: undefined, requestId: undefined, delivered: 0 },
  });
const noResponse = (status?: number) =>
  new TransportError({
    ...{ message: 'm', api: 'guance', kind: status ? 'unexpected-response' : 'network', status },
    ...{ retryable: true, mayHaveArrived: false, retryAfterMs: undefined, delivered: 0, cause: undefined },
  });

const request = (error?: PushError | TransportError, attempt = 1): ReporterEvent => {
  return { type: 'request', items: 1, bytes: 2, attempt, durationMs: 3, error };
};
const rejected = (status: number): ReporterEvent[] => [
  request(refusal(status)),
  { type: 'rejected', items: 1, error: refusal(status) },
];
const retry: ReporterEvent = { type: 'retry', items: 1, attempt: 2, delayMs: 1, error: noResponse() };

function watched(...events: ReporterEvent[]) {
  const stop = createStop();
  const troubles: Error[] = [];
  const watch = createWatch({ stop, onTrouble: (error) => troubles.push(error) });
  for (const event of events) watch(event);
  return { cause: stop.cause, isImmediate: stop.immediate.aborted, troubles: troubles.length };
}

it.each([
  ['credentials', rejected(401)],
  ['credentials', rejected(403)],
  ['address', rejected(404)],
  [undefined, rejected(400)],
  [undefined, [request(), ...rejected(403), ...rejected(403)]],
  ['credentials', [request(), ...rejected(403), ...rejected(403), ...rejected(403)]],
  [undefined, [request(), ...rejected(403), ...rejected(403), request(), ...rejected(403)]],
] as const)('stops with the cause %s after these refusals', (cause, events) => {
  expect(watched(...events)).toMatchObject({ cause });
});

it('stops when no request gets a response', () => {
  const attempts = [1, 2, 3, 4].map((attempt) => request(noResponse(), attempt));
  expect(watched(...attempts)).toMatchObject({ cause: 'no-response', isImmediate: true });
  expect(watched(...attempts.slice(0, 3))).toMatchObject({ cause: undefined });
});

it('keeps waiting for a service that has responded before', () => {
  const attempts = [1, 2, 3, 4, 5].map((attempt) => request(noResponse(), attempt));
  expect(watched(request(), ...attempts)).toMatchObject({ cause: undefined });
  expect(watched(request(noResponse(502)), ...attempts)).toMatchObject({ cause: undefined });
});

it('stops when the reporter gives up on an event, and lets requests in flight finish', () => {
  const dropped: ReporterEvent = { type: 'dropped', items: 1, cause: 'gave-up', error: noResponse() };
  expect(watched(request(), dropped)).toMatchObject({ cause: 'no-response', isImmediate: false });
});

it('continues after one event that makes the service fail, and stops after three in a row', () => {
  const gaveUp: ReporterEvent = { type: 'dropped', items: 1, cause: 'gave-up', error: noResponse(500) };
  expect(watched(request(), gaveUp, gaveUp)).toMatchObject({ cause: undefined });
  expect(watched(request(), gaveUp, gaveUp, request(), gaveUp)).toMatchObject({ cause: undefined });
  expect(watched(request(), gaveUp, gaveUp, gaveUp)).toMatchObject({ cause: 'no-response' });
});

it('stops when the reporter gives up on a batch, or on an event before anything was accepted', () => {
  const gaveUp: ReporterEvent = { type: 'dropped', items: 1, cause: 'gave-up', error: noResponse(500) };
  expect(watched(request(), { ...gaveUp, items: 2 })).toMatchObject({ cause: 'no-response' });
  expect(watched(gaveUp)).toMatchObject({ cause: 'no-response' });
});

it('reports an outage once', () => {
  expect(watched(retry, retry)).toMatchObject({ troubles: 1 });
  expect(watched(retry, request(), retry)).toMatchObject({ troubles: 2 });
});
