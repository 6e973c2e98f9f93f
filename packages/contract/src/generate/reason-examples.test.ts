import { expect, it } from 'vitest';
import { loadBundle } from '../bundle.ts';
import { type JsonObject, type OpenApiDocument, operationsOf, valueAt } from '../document.ts';
import type { ApiName } from '../generated/apis.ts';
import { addReasonExamples } from './reason-examples.ts';

type Examples = Record<string, { value: JsonObject }>;

/** Returns a documented bundle that has an example only for status 400, as in a source contract. */
function written(api: ApiName): OpenApiDocument {
  const document = structuredClone(loadBundle(api, 'documented'));
  const [entry] = operationsOf(document);
  for (const [status, response] of Object.entries(entry?.operation.responses as JsonObject)) {
    const media = valueAt(response, '/content/application~1json') as JsonObject;
    const [first] = Object.entries(media.examples as JsonObject);
    if (status === '400') media.examples = Object.fromEntries([first as [string, JsonObject]]);
    else if (Number(status) > 400) delete media.examples;
  }
  return document;
}

function examplesOf(document: OpenApiDocument, status: number): Examples {
  const [entry] = operationsOf(document);
  const pointer = `/responses/${status}/content/application~1json/examples`;
  return valueAt(entry?.operation, pointer) as unknown as Examples;
}

/** Returns a document with one additional reason for status 405. */
function withReason(reason: JsonObject): OpenApiDocument {
  const document = written('guance');
  const own = document['x-reasons']['method-not-allowed'] as JsonObject;
  const others = Object.entries(document['x-reasons']).filter(
    ([, { message }]) => !String(message).includes('{'),
  );
  document['x-reasons'] = { ...Object.fromEntries(others), 'method-not-allowed': { ...own, ...reason } };
  return document;
}

it('copies the one example with the status, code and message of each reason', () => {
  const document = withReason({
    message: '{method} is not {allowed}',
    example: { method: 'GET', allowed: 1 },
  });
  addReasonExamples(document);
  const { value } = examplesOf(document, 400)['bad-request'] as Examples[string];
  expect(examplesOf(document, 405)['method-not-allowed']).toEqual({
    value: { ...value, code: 405, errorCode: 'ft.MethodNotAllowed', message: 'GET is not 1' },
  });
  const committed = loadBundle('guance', 'documented');
  for (const status of [401, 403, 404, 500])
    expect(JSON.stringify(examplesOf(document, status))).toBe(JSON.stringify(examplesOf(committed, status)));
});

it('writes a status as a string if the example does', () => {
  const document = written('blueking');
  document['x-reasons'] = {
    'empty-token': { status: 401, message: 'none' },
    'bad-request': { status: 400, message: 'bad' },
  };
  addReasonExamples(document);
  expect(examplesOf(document, 401)['empty-token']?.value).toEqual({
    ...{ code: '401', result: 'false', message: 'none' },
  });
});

it('takes the numbers of limits from their rules', () => {
  const document = written('cloudmonitor');
  document['x-reasons'] = {
    'too-many-events': { status: 400, message: 'at most {limit}, got {length}', example: { length: 150 } },
  };
  addReasonExamples(document);
  expect(examplesOf(document, 400)['too-many-events']?.value.msg).toBe('at most 100, got 150');
});

it('keeps the examples of the contract, in the order of the reasons', () => {
  const document = withReason({ message: 'method {method} not allowed', example: { method: 'GET' } });
  const own = { summary: 'With more in it', value: { code: 401, content: { seen: true }, message: 'own' } };
  const [entry] = operationsOf(document);
  const media = valueAt(entry?.operation, '/responses/401/content/application~1json') as JsonObject;
  media.examples = { 'rate-limited-workspace': own };
  addReasonExamples(document);
  const examples = examplesOf(document, 401);
  expect(Object.keys(examples)).toEqual(['rate-limited-key', 'rate-limited-workspace']);
  expect(examples['rate-limited-workspace']).toEqual(own);
  expect(examples['rate-limited-key']?.value.content).toEqual({ seen: true });
});

it('keeps the parameters out of the bundle', () => {
  const document = withReason({ message: 'method {method} not allowed', example: { method: 'GET' } });
  addReasonExamples(document);
  expect(document['x-reasons']['method-not-allowed']).not.toHaveProperty('example');
});

it('reports a parameter without a value, and a value without a parameter', () => {
  const message = 'method {method} not allowed';
  expect(() => addReasonExamples(withReason({ message }))).toThrow(
    'reason method-not-allowed: no rule has a value for {method} in the message: add one in `example`',
  );
  const example = { method: 'GET', verb: 'GET' };
  expect(() => addReasonExamples(withReason({ message, example }))).toThrow(
    'reason method-not-allowed: the message has no {verb}: remove it from `example`',
  );
});

it('requires a refusal example to copy', () => {
  const document = written('guance');
  const [entry] = operationsOf(document);
  const media = valueAt(entry?.operation, '/responses/400/content/application~1json') as JsonObject;
  delete media.examples;
  expect(() => addReasonExamples(document)).toThrow(
    'reason bad-request: no refusal example to copy: add one in `responses`',
  );
});
