import { expect, it } from 'vitest';
import { apis } from './apis/index.ts';
import { InvalidEventsError } from './errors.ts';
import { serialize } from './serialize.ts';

const circular: Record<string, unknown> = {};
circular.self = circular;

it.each([
  [
    'cloudmonitor',
    undefined,
    { name: 'deploy', content: '1.4' },
    { name: 'deploy', content: {} },
    'content-not-string',
  ],
  ['cloudmonitor-rpc', undefined, { EventName: 'n', Content: 'c' }, { EventName: 'n' }, 'content-missing'],
  [
    'blueking',
    'metric',
    { target: 't', metrics: { a: 1 } },
    { target: 't', metrics: { 'a-b': 1 } },
    'invalid-name',
  ],
  [
    'guance',
    undefined,
    { status: 'error', extraData: { a: 1 } },
    { status: 'error', df_a: 'x' },
    'custom-field-prefix',
  ],
] as const)('refuses only the invalid event of %s', async (api, kind, good, bad, reason) => {
  const { texts, refused } = serialize([good, bad, good], await apis[api].validatorOf({ kind }));
  expect(texts).toEqual([JSON.stringify(good), JSON.stringify(good)]);
  expect(refused).toMatchObject([{ index: 1, reason }]);
});

it.each([circular, 1n, undefined, null, 'text', [], () => {}])(
  'refuses values that are not JSON objects: case %#',
  (value) => {
    expect(serialize([value], undefined)).toMatchObject({
      texts: [],
      refused: [{ index: 0, reason: 'not-json' }],
    });
  },
);

it('escapes characters that PostgreSQL cannot store', () => {
  const { texts } = serialize([{ content: 'a\u0000\ud800' }], undefined);
  expect(texts).toEqual([String.raw`{"content":"a\u0000\ud800"}`]);
});

it('requires `kind` for BlueKing', async () => {
  await expect(apis.blueking.validatorOf({})).rejects.toThrow("`kind` must be 'metric' or 'event'");
});

it('says which event is invalid, and what was stored', () => {
  const refused = { index: 3, reason: 'r', pointer: '/name', message: 'name is missing', fix: 'Send it.' };
  expect(new InvalidEventsError([refused], 9).message).toBe(
    'event 3 is invalid (r): name is missing at /name. Send it. The valid events were stored (9).',
  );
});
