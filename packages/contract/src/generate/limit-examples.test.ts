import { expect, it } from 'vitest';
import { loadBundle } from '../bundle.ts';
import { isObject, type JsonObject, type OpenApiDocument, operationsOf, valueAt } from '../document.ts';
import type { Vendor } from '../generated/vendors.ts';
import { renewLimitExamples } from './limit-examples.ts';

/** The text of an example after a limit has changed. */
function textAfter(
  [vendor, code]: readonly [Vendor, string],
  change: (operation: JsonObject, document: OpenApiDocument) => void,
): unknown {
  const document = structuredClone(loadBundle(vendor, 'documented'));
  const operation = operationsOf(document)[0]?.operation as JsonObject;
  change(operation, document);
  renewLimitExamples(document);
  const status = String(document['x-reasons'][code]?.status);
  const place = `/responses/${status}/content/application~1json/examples/${code}/value`;
  const value = valueAt(operation, place);
  return isObject(value) ? value[String(operation['x-message-member'])] : undefined;
}

const set = (node: unknown, members: JsonObject) => void Object.assign(node as JsonObject, members);

it('leaves the examples of unchanged limits as they are written', () => {
  const document = loadBundle('cloudmonitor', 'documented');
  const renewed = structuredClone(document);
  renewLimitExamples(renewed);
  expect(renewed).toEqual(document);
});

it('puts the size of a body into its example', () => {
  const text = textAfter(['guance', 'body-too-large'], (operation) =>
    set(operation['x-max-body-bytes'], { bytes: 2000 }),
  );
  expect(text).toBe('request body larger than 2000 bytes');
});

it('puts a rate into its example as the receiver prints it', () => {
  const text = textAfter(['blueking', 'rate-limited'], (operation) =>
    set((operation['x-rate-limits'] as JsonObject[])[0], { requests: 100 }),
  );
  expect(text).toMatch(/max qps allowed: 1\.666667$/);
});

it('has more in the example than a limit that has grown', () => {
  const text = textAfter(['cloudmonitor', 'too-many-events'], (_, { components }) =>
    set(components.schemas.CustomEvents, { maxItems: 500 }),
  );
  expect(text).toBe('a request takes at most 500 events, got 501');
});

it('leaves what is beyond the limit all the same', () => {
  const text = textAfter(['blueking', 'event-name-too-long'], (_, document) =>
    set(valueAt(document, '/components/schemas/EventItem/properties/event_name'), { maxLength: 64 }),
  );
  expect(text).toBe('event_name longer than 64 characters, got 300');
});

it('puts into its example how far an instant may lie ahead, with one that lies further', () => {
  const text = textAfter(['blueking', 'timestamp-future'], (_, document) =>
    set(valueAt(document, '/components/schemas/MetricItem/properties/timestamp/x-max-future'), {
      seconds: 10_000,
    }),
  );
  expect(text).toBe('reject future timestamp, dataTs=1795232220, serverTs=1795222219, offset=10000(s)');
});

it('puts the tolerance of the clock into its example', () => {
  const text = textAfter(['cloudmonitor', 'date-skewed'], (operation) =>
    set(operation['x-clock-skew'], { seconds: 7200 }),
  );
  expect(text).toBe('the Date header is 7201 s from the time of the service, at most 7200 s are allowed');
});

it('lists the values that are allowed after one was removed or added', () => {
  const place = '/components/schemas/Event/properties/status';
  const after = (values: string[]) =>
    textAfter(['guance', 'status-invalid'], (_, document) => set(valueAt(document, place), { enum: values }));
  expect(after(['critical', 'ok'])).toBe('event.status must be one of critical, ok');
  expect(after(['fatal', 'ok', 'unknown'])).toBe('event.status must be one of fatal, ok, unknown');
});

it('states the current pattern, with a name that does not match it', () => {
  const text = textAfter(['blueking', 'invalid-name'], (_, { components }) =>
    set(components.schemas.Name, { pattern: '^[a-z-]+$' }),
  );
  expect(text).toBe("name 'a-b ' required match regex [^[a-z-]+$]");
});

it('states the current type, with a value of another one', () => {
  const text = textAfter(['blueking', 'mismatched-type'], (_, document) =>
    set(valueAt(document, '/components/schemas/PushRecord/properties/data_id'), { type: 'string' }),
  );
  expect(text).toBe('Mismatch type string with value float64 at data_id');
});

// The example has a name of 300 characters.
it.each([
  [299, 300],
  [300, 301],
  [301, 302],
])('has one more than a limit of %d', (maxLength, length) => {
  const text = textAfter(['blueking', 'event-name-too-long'], (_, document) =>
    set(valueAt(document, '/components/schemas/EventItem/properties/event_name'), { maxLength }),
  );
  expect(text).toBe(`event_name longer than ${maxLength} characters, got ${length}`);
});
