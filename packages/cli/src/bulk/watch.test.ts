import { PushError, TransportError } from '@pushspec/client';
import type { ReporterEvent } from '@pushspec/client/reporter';
import { expect, it } from 'vitest';
import { createStop } from './stop.ts';
import { createWatch } from './watch.ts';

const refusal = (status: number) =>
  new PushError({
    ...{
      message: 'm',
      vendor: 'guance',
      reason: 'r',
      local: false,
      status,
      retryable: false,
      aboutItem: false,
    },
    ...{ retryAfterMs: undefined, fix: 'f', answer: undefined, delivered: 0 },
  });
const silence = (status?: number) =>
  new TransportError({
    ...{ message: 'm', vendor: 'guance', kind: status ? 'unexpected-answer' : 'network', status },
    ...{ mayHaveArrived: false, retryAfterMs: undefined, delivered: 0, cause: undefined },
  });

const request = (error?: PushError | TransportError, attempt = 1): ReporterEvent => {
  return { type: 'request', items: 1, bytes: 2, attempt, durationMs: 3, error };
};
const rejected = (status: number): ReporterEvent[] => [
  request(refusal(status)),
  { type: 'rejected', items: 1, error: refusal(status) },
];
const retry: ReporterEvent = { type: 'retry', items: 1, attempt: 2, delayMs: 1, error: silence() };

function seen(...events: ReporterEvent[]) {
  const stop = createStop();
  const troubles: Error[] = [];
  const watch = createWatch({ stop, onTrouble: (error) => troubles.push(error) });
  for (const event of events) watch(event);
  return { cause: stop.cause, isAtOnce: stop.atOnce.aborted, troubles: troubles.length };
}

it.each([
  ['credentials', rejected(401)],
  ['credentials', rejected(403)],
  ['address', rejected(404)],
  [undefined, rejected(400)],
  [undefined, [request(), ...rejected(403), ...rejected(403)]],
  ['credentials', [request(), ...rejected(403), ...rejected(403), ...rejected(403)]],
  [undefined, [request(), ...rejected(403), ...rejected(403), request(), ...rejected(403)]],
] as const)('stops for %s when it sees that they are refused', (cause, events) => {
  expect(seen(...events)).toMatchObject({ cause });
});

it('stops when nobody has answered at all', () => {
  const knocks = [1, 2, 3, 4].map((attempt) => request(silence(), attempt));
  expect(seen(...knocks)).toMatchObject({ cause: 'no-answer', isAtOnce: true });
  expect(seen(...knocks.slice(0, 3))).toMatchObject({ cause: undefined });
});

it('has patience with a service that has answered', () => {
  const knocks = [1, 2, 3, 4, 5].map((attempt) => request(silence(), attempt));
  expect(seen(request(), ...knocks)).toMatchObject({ cause: undefined });
  expect(seen(request(silence(502)), ...knocks)).toMatchObject({ cause: undefined });
});

it('stops when an event was given up, and lets the others come to their end', () => {
  const dropped: ReporterEvent = { type: 'dropped', items: 1, cause: 'gave-up', error: silence() };
  expect(seen(request(), dropped)).toMatchObject({ cause: 'no-answer', isAtOnce: false });
});

it('tells of an outage once', () => {
  expect(seen(retry, retry)).toMatchObject({ troubles: 1 });
  expect(seen(retry, request(), retry)).toMatchObject({ troubles: 2 });
});
