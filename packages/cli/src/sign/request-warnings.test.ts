import { limits } from '@pushspec/contract/cloudmonitor';
import { expect, it } from 'vitest';
import { requestWarnings } from './request-warnings.ts';

const { maxBodyBytes, maxItems } = limits.uploadCustomEvents;
const event = { name: 'n', content: 'c' };
const warningsOf = (body: string | Buffer, method = 'POST') =>
  requestWarnings('cloudmonitor', method, Buffer.from(body));

it('has nothing against what the contract takes', () => {
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
])('names the limit, the reason and what to do: %#', (body, warning) => {
  const [line, ...others] = warningsOf(body);
  expect(line).toMatch(/^the contract refuses this request: .*\. \S.*\.$/);
  expect(line).toContain(warning);
  expect(line).not.toContain('secret');
  expect(others).toEqual([]);
});

it('names a method that is not the one of the contract', () => {
  expect(warningsOf(JSON.stringify([event]), 'PUT')).toEqual([
    expect.stringContaining('method PUT not allowed (method-not-allowed). '),
  ]);
});

it('says three things at most, and hands on no control character of the body', () => {
  const warnings = warningsOf(JSON.stringify(Array(5).fill({ ...event, time: '\u001b[31m' })));
  expect(warnings).toHaveLength(4);
  expect(warnings[0]).toContain('time must look like');
  expect(warnings[3]).toBe('the contract has 2 more objections to this request');
  expect(warnings.join('')).not.toContain('\u001b');
});
