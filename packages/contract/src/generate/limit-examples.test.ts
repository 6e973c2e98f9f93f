import { expect, it } from 'vitest';
import { loadBundle } from '../bundle.ts';
import { isObject, type JsonObject, type OpenApiDocument, operationsOf, valueAt } from '../document.ts';
import type { ApiName } from '../generated/apis.ts';
import { updateLimitExamples } from './limit-examples.ts';

/** Returns the message of an example after a limit has changed. */
function messageAfter(
  [api, code]: readonly [ApiName, string],
  change: (operation: JsonObject, document: OpenApiDocument) => void,
): unknown {
  const document = structuredClone(loadBundle(api, 'documented'));
  const operation = operationsOf(document)[0]?.operation as JsonObject;
  change(operation, document);
  updateLimitExamples(document);
  const status = String(document['x-reasons'][code]?.status);
  const pointer = `/responses/${status}/content/application~1json/examples/${code}/value`;
  const value = valueAt(operation, pointer);
  return isObject(value) ? value[String(operation['x-message-member'])] : undefined;
}

const set = (node: unknown, properties: JsonObject) => void Object.assign(node as JsonObject, properties);

it('keeps the examples of unchanged limits', () => {
  const document = loadBundle('cloudmonitor', 'documented');
  const updated = structuredClone(document);
  updateLimitExamples(updated);
  expect(updated).toEqual(document);
});

it('updates the size of a body in its example', () => {
  const message = messageAfter(['guance', 'body-too-large'], (operation) =>
    set(operation['x-max-body-bytes'], { bytes: 2000 }),
  );
  expect(message).toBe('request body larger than 2000 bytes');
});

it('updates a rate in its example in the format of the receiver', () => {
  const message = messageAfter(['blueking', 'rate-limited'], (operation) =>
    set((operation['x-rate-limits'] as JsonObject[])[0], { requests: 100 }),
  );
  expect(message).toMatch(/max qps allowed: 1\.666667$/);
});

it('shows a value above a raised limit in the example', () => {
  const message = messageAfter(['cloudmonitor', 'too-many-events'], (_, { components }) =>
    set(components.schemas.CustomEvents, { maxItems: 500 }),
  );
  expect(message).toBe('a request takes at most 500 events, got 501');
});

it('keeps a value that still exceeds a lower limit', () => {
  const message = messageAfter(['blueking', 'event-name-too-long'], (_, document) =>
    set(valueAt(document, '/components/schemas/EventItem/properties/event_name'), { maxLength: 64 }),
  );
  expect(message).toBe('event_name longer than 64 characters, got 300');
});

it('updates how far a timestamp may be in the future, and shows one that is further', () => {
  const message = messageAfter(['blueking', 'timestamp-future'], (_, document) =>
    set(valueAt(document, '/components/schemas/MetricItem/properties/timestamp/x-max-future'), {
      seconds: 10_000,
    }),
  );
  expect(message).toBe('reject future timestamp, dataTs=1795232220, serverTs=1795222219, offset=10000(s)');
});

it('updates the tolerance of the clock in its example', () => {
  const message = messageAfter(['cloudmonitor', 'date-skewed'], (operation) =>
    set(operation['x-clock-skew'], { seconds: 7200 }),
  );
  expect(message).toBe('the Date header is 7201 s from the time of the service, at most 7200 s are allowed');
});

it('lists the allowed values after one is removed or added', () => {
  const pointer = '/components/schemas/Event/properties/status';
  const after = (values: string[]) =>
    messageAfter(['guance', 'status-invalid'], (_, document) =>
      set(valueAt(document, pointer), { enum: values }),
    );
  expect(after(['critical', 'ok'])).toBe('event.status must be one of critical, ok');
  expect(after(['fatal', 'ok', 'unknown'])).toBe('event.status must be one of fatal, ok, unknown');
});

it('shows the current pattern and a name that does not match it', () => {
  const message = messageAfter(['blueking', 'invalid-name'], (_, { components }) =>
    set(components.schemas.Name, { pattern: '^[a-z-]+$' }),
  );
  expect(message).toBe("name 'a-b ' required match regex [^[a-z-]+$]");
});

it('shows the current type and a value of another type', () => {
  const message = messageAfter(['blueking', 'mismatched-type'], (_, document) =>
    set(valueAt(document, '/components/schemas/PushRecord/properties/data_id'), { type: 'string' }),
  );
  expect(message).toBe('Mismatch type string with value float64 at data_id');
});

// The example has a name of 300 characters.
it.each([
  [299, 300],
  [300, 301],
  [301, 302],
])('shows a length above the limit of %d', (maxLength, length) => {
  const message = messageAfter(['blueking', 'event-name-too-long'], (_, document) =>
    set(valueAt(document, '/components/schemas/EventItem/properties/event_name'), { maxLength }),
  );
  expect(message).toBe(`event_name longer than ${maxLength} characters, got ${length}`);
});
