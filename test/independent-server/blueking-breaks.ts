/** Mistakes that somebody who implements the contract of blueking could make. */
import { answers, type Break, before, check, members, rule, without } from './break.ts';
import { isObject } from './service.ts';

export const bluekingBreaks: readonly Break[] = [
  {
    vendor: 'blueking',
    wrong: 'the greatest body is one byte smaller',
    alter: rule({ maxBodyBytes: 511_999 }),
  },
  {
    vendor: 'blueking',
    wrong: 'the greatest body is one byte larger',
    alter: rule({ maxBodyBytes: 512_001 }),
  },
  { vendor: 'blueking', wrong: 'the greatest depth is one less', alter: rule({ maxDepth: 4095 }) },
  {
    vendor: 'blueking',
    wrong: 'code is a number',
    alter: members((body) => ({ code: Number(body.code) })),
  },
  {
    vendor: 'blueking',
    wrong: 'result is a boolean',
    alter: members((body) => ({ result: body.result === 'true' })),
  },
  {
    vendor: 'blueking',
    wrong: 'success is 201',
    alter: answers((one) => ({ ...one, status: one.status === 200 ? 201 : one.status })),
  },
  { vendor: 'blueking', wrong: 'answers are HTML', alter: rule({ mediaType: 'text/html' }) },
  {
    vendor: 'blueking',
    wrong: 'the content is looked at before the token',
    alter: before('content', 'credentials'),
  },
  { vendor: 'blueking', wrong: 'any method will do', alter: without('method') },
  {
    vendor: 'blueking',
    wrong: 'a refused method is not told which ones there are',
    alter: check('method', (refusal) => refusal && { status: refusal.status, message: refusal.message }),
  },
  {
    vendor: 'blueking',
    wrong: 'the letter case of a token is of no account',
    alter: check('credentials', (refusal, work) => {
      const { value } = work;
      if (!refusal || !isObject(value) || typeof value.access_token !== 'string') return refusal;
      const swapped = value.access_token.replace(/[a-z]/gi, (letter) =>
        letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
      );
      work.sender = { kind: 'metric', dataId: value.data_id ?? 0 };
      return swapped === 'dev-metric-2f7c9a0e4b6d4c51' ? undefined : refusal;
    }),
  },
  {
    vendor: 'blueking',
    wrong: 'a data id may be written as a fraction',
    alter: check('record', (refusal, { text }) => (/"data_id": ?[0-9]+\.0/.test(text) ? undefined : refusal)),
  },
  {
    vendor: 'blueking',
    wrong: 'only the first item is looked at',
    alter(service) {
      const own = service.checks.content;
      service.checks.content = (work) => {
        const { value } = work;
        if (isObject(value) && Array.isArray(value.data))
          work.value = { ...value, data: value.data.slice(0, 1) };
        return own?.(work);
      };
    },
  },
  { vendor: 'blueking', wrong: 'a name of an event may be longer', alter: rule({ maxEventName: 129 }) },
  { vendor: 'blueking', wrong: 'a name of an event must be shorter', alter: rule({ maxEventName: 127 }) },
  {
    vendor: 'blueking',
    wrong: 'names of metrics may have a dash',
    alter: rule({ metricName: '^[a-zA-Z_][a-zA-Z0-9_-]*$' }),
  },
  {
    vendor: 'blueking',
    wrong: 'instants of the future are refused too early',
    alter: rule({ maxFutureSeconds: 600 }),
  },
  {
    vendor: 'blueking',
    wrong: 'instants of the future are taken',
    alter: rule({ maxFutureSeconds: Number.POSITIVE_INFINITY }),
  },
  {
    vendor: 'blueking',
    wrong: 'of two members with the same name the first one counts',
    alter: check('credentials', (refusal, { text }) =>
      /"data_id": ?1,.*"data_id"/.test(text) ? { status: 401, message: 'no such token' } : refusal,
    ),
  },
  { vendor: 'blueking', profile: 'receiver', wrong: 'no charset', alter: rule({ mediaType: 'text/plain' }) },
  {
    vendor: 'blueking',
    profile: 'receiver',
    wrong: 'angle brackets are not escaped',
    alter: rule({ escapes: false }),
  },
  {
    vendor: 'blueking',
    profile: 'receiver',
    wrong: 'other methods than POST are refused',
    alter: check('method', (_, { request }) =>
      request.method === 'POST' ? undefined : { status: 405, message: 'use POST' },
    ),
  },
];
