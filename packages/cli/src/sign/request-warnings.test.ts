import { limits } from '@pushspec/contract/cloudmonitor';
import { expect, it } from 'vitest';
import { requestWarnings } from './request-warnings.ts';

const { maxBodyBytes, maxItems } = limits.uploadCustomEvents;
const event = { name: 'n', content: 'c' };
const warningsOf = (body: string | Buffer, method = 'POST') =>
  requestWarnings('cloudmonitor', method, Buffer.from(body));

it('has no warnings for a valid request', () => {
  expect(warningsOf(JSON.stringify(Array(maxItems).fill(event)))).toEqual([]);
});

it.each([
  ['[{"name": ', 'invalid JSON at index 10: unexpected end (malformed-json). '],
  ['[{"name": secret}]', 'invalid JSON at index 10: invalid char'],
  [Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d]), 'invalid UTF-8 at byte 2 (invalid-utf8). '],
  ['', 'the request body is empty (empty-body). '],
  [JSON.stringify(event), 'must be an array of events, got object (not-an-array). '],
  [`[${' '.repeat(maxBodyBytes)}]`, `larger than ${maxBodyBytes} bytes (body-too-large). `],
  [
    JSON.stringify(Array(maxItems + 1).fill(event)),
    `at most ${maxItems} events, got ${maxItems + 1} (too-many-events). `,
  ],
])('reports the limit, the reason and what to do: %#', (body, warning) => {
  const [line, ...others] = warningsOf(body);
  expect(line).toMatch(/^the API refuses this request: .*\. \S.*\.$/);
  expect(line).toContain(warning);
  expect(line).not.toContain('secret');
  expect(others).toEqual([]);
});

it('warns about a method that the contract does not have', () => {
  expect(warningsOf(JSON.stringify([event]), 'PUT')).toEqual([
    expect.stringContaining('method PUT not allowed (method-not-allowed). '),
  ]);
});

it('gives at most three warnings, without control characters from the body', () => {
  const warnings = warningsOf(JSON.stringify(Array(5).fill({ ...event, time: '\u001b[31m' })));
  expect(warnings).toHaveLength(4);
  expect(warnings[0]).toContain('time must look like');
  expect(warnings[3]).toBe('this request has 2 more problems');
  expect(warnings.join('')).not.toContain('\u001b');
});

it.each([
  ['EventInfo.1.EventName=n&EventInfo.1.Content=c', undefined],
  ['Action=PutEvent&EventInfo=%5B%7B%22name%22%3A%22n%22%2C%22content%22%3A%22c%22%7D%5D', undefined],
  ['EventInfo.1.EventName=n', 'Content is required'],
  ['EventInfo.1.EventName=n&EventInfo.1.Content=c&EventInfo.3.EventName=n', '(list-gap). '],
  ['EventInfo.1.EventName=%zz', '(malformed-parameters). '],
  ['[{"EventName":"n","Content":"c"}]', 'the body is JSON, but the API takes the parameters of a form'],
  ['\ufeff{"EventInfo":[]}', 'the body is JSON, but the API takes the parameters of a form'],
  ['Action=PutEvent&EventInfo=%5B%5D', '(no-events). '],
  [`EventInfo.1.EventName=n&EventInfo.1.Content=${'c'.repeat(512_000)}`, '(too-large). '],
])('reads forms: %#', (form, warning) => {
  const lines = requestWarnings('cloudmonitor-rpc', 'POST', Buffer.from(form));
  expect(lines).toEqual(warning === undefined ? [] : [expect.stringContaining(warning)]);
});
