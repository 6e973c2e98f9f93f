import { expect, it } from 'vitest';
import { failureKinds } from './specmatic-log.ts';

function exchange(expected: number, status: number, headers: readonly string[], body: string): string {
  const lines = [
    'POST /path',
    ...headers,
    `Specmatic-Response-Code: ${expected}`,
    'Host: 127.0.0.1',
    '',
    ...body.split('\n'),
  ];
  return [
    '--------------------',
    '  Request to http://127.0.0.1:1 at 2026-12-1 2:44:53.576',
    ...lines.map((line) => `    ${line}`),
    '',
    '  Response at 2026-12-1 2:44:53.864',
    `    ${status} OK`,
    '    content-type: application/json',
    '',
  ].join('\n');
}

const valid = '{\n  "event": { "status": "ok" }\n}';
const invalid = '{ "event": { "status": "other" } }';
const signed = ['Date: Tue, 21 Nov 2026 08:30:00 GMT', 'x-cms-signature: another', 'x-cms-api-version: 1.0'];

it.each([
  [
    'nothing if the status is as expected',
    exchange(200, 200, [], valid) + exchange(400, 403, [], invalid),
    [],
  ],
  [
    'a valid request that is refused',
    exchange(200, 400, [], valid),
    ['200 expected but 400: a valid request'],
  ],
  [
    'a request that is valid by the contract',
    exchange(400, 200, [], valid),
    ['400 expected but 200: a valid request'],
  ],
  [
    'an invalid body that is accepted',
    exchange(400, 200, [], invalid),
    ['400 expected but 200: an invalid body'],
  ],
  ['a body that is not JSON', exchange(400, 200, [], '{'), ['400 expected but 200: the body is not JSON']],
])('names %s', (_, log, kinds) => {
  expect(failureKinds('guance', log)).toEqual(kinds);
});

it('names the headers that the contract does not allow, and each kind once', () => {
  const log = exchange(400, 200, signed, '[]').repeat(2);
  expect(failureKinds('cloudmonitor', log)).toEqual([
    '400 expected but 200: wrong Content-MD5 and x-cms-signature and x-cms-ip',
  ]);
});
