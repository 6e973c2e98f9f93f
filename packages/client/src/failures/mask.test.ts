import { inspect } from 'node:util';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { createMask } from './mask.ts';

const mask = createMask(['s3cret/+"', 'another', '']);

it('masks a secret in plain text, in JSON and in a URL', () => {
  expect(mask.text('a s3cret/+" b')).toBe('a *** b');
  expect(mask.text(JSON.stringify({ token: 's3cret/+"' }))).toBe('{"token":"***"}');
  expect(mask.text('/push/s3cret%2F%2B%22/x?another')).toBe('/push/***/x?***');
  expect(mask.text('nothing of it')).toBe('nothing of it');
});

it('masks the strings and names of a JSON value and keeps the rest', () => {
  expect(mask.json({ another: ['another', 1, null, true, { a: 'xanother' }] })).toEqual({
    '***': ['***', 1, null, true, { a: 'x***' }],
  });
});

it('returns an error without secrets unchanged', () => {
  const error = new TypeError('fetch failed', {
    cause: new AggregateError([new Error('::1'), new Error('127.0.0.1')]),
  });
  expect(mask.error(error)).toBe(error);
  const foreign = runInNewContext('new TypeError("fetch failed")');
  expect(mask.error(foreign)).toBe(foreign);
});

it('copies an error that contains a secret at any depth', () => {
  const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED', request: { body: 'another' } });
  const copy = mask.error(new TypeError('request to /another failed', { cause }));
  expect(copy).toMatchObject({
    name: 'TypeError',
    message: 'request to /*** failed',
    cause: { code: 'ECONNREFUSED' },
  });
  expect(inspect(copy, { depth: null, showHidden: true })).not.toContain('another');
});

it('drops a thrown value that is not an error', () => {
  expect(mask.error('no another way')).toBe('no *** way');
  expect(mask.error({ token: 'another' })).toBeUndefined();
  expect(mask.error(undefined)).toBeUndefined();
});
