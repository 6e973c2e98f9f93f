/** Mistakes that an implementer of the BlueKing contract could make. */
import { type Break, before, check, properties, responses, rule, without } from './break.ts';
import { isObject } from './service.ts';

export const bluekingBreaks: readonly Break[] = [
  {
    api: 'blueking',
    wrong: 'the maximum body is one byte smaller',
    alter: rule({ maxBodyBytes: 511_999 }),
  },
  {
    api: 'blueking',
    wrong: 'the maximum body is one byte larger',
    alter: rule({ maxBodyBytes: 512_001 }),
  },
  { api: 'blueking', wrong: 'the maximum depth is one level less', alter: rule({ maxDepth: 4095 }) },
  {
    api: 'blueking',
    wrong: 'code is a number',
    alter: properties((body) => ({ code: Number(body.code) })),
  },
  {
    api: 'blueking',
    wrong: 'result is a boolean',
    alter: properties((body) => ({ result: body.result === 'true' })),
  },
  {
    api: 'blueking',
    wrong: 'success is 201',
    alter: responses((one) => ({ ...one, status: one.status === 200 ? 201 : one.status })),
  },
  { api: 'blueking', wrong: 'responses are HTML', alter: rule({ mediaType: 'text/html' }) },
  {
    api: 'blueking',
    wrong: 'the content is checked before the token',
    alter: before('content', 'credentials'),
  },
  { api: 'blueking', wrong: 'any method is accepted', alter: without('method') },
  {
    api: 'blueking',
    wrong: 'the refusal of a method does not list the allowed methods',
    alter: check('method', (refusal) => refusal && { status: refusal.status, message: refusal.message }),
  },
  {
    api: 'blueking',
    wrong: 'tokens are compared regardless of letter case',
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
    api: 'blueking',
    wrong: 'a data ID may be written with a fraction',
    alter: check('record', (refusal, { text }) => (/"data_id": ?[0-9]+\.0/.test(text) ? undefined : refusal)),
  },
  {
    api: 'blueking',
    wrong: 'only the first item is checked',
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
  { api: 'blueking', wrong: 'an event name may be longer', alter: rule({ maxEventName: 129 }) },
  { api: 'blueking', wrong: 'an event name must be shorter', alter: rule({ maxEventName: 127 }) },
  {
    api: 'blueking',
    wrong: 'metric names may have a hyphen',
    alter: rule({ metricName: '^[a-zA-Z_][a-zA-Z0-9_-]*$' }),
  },
  {
    api: 'blueking',
    wrong: 'future timestamps are refused too early',
    alter: rule({ maxFutureSeconds: 600 }),
  },
  {
    api: 'blueking',
    wrong: 'future timestamps are accepted',
    alter: rule({ maxFutureSeconds: Number.POSITIVE_INFINITY }),
  },
  {
    api: 'blueking',
    wrong: 'the first of two properties with the same name is used',
    alter: check('credentials', (refusal, { text }) =>
      /"data_id": ?1,.*"data_id"/.test(text) ? { status: 401, message: 'no such token' } : refusal,
    ),
  },
  {
    api: 'blueking',
    profile: 'receiver',
    wrong: 'the media type has no charset',
    alter: rule({ mediaType: 'text/plain' }),
  },
  {
    api: 'blueking',
    profile: 'receiver',
    wrong: 'angle brackets are not escaped',
    alter: rule({ escapes: false }),
  },
  {
    api: 'blueking',
    profile: 'receiver',
    wrong: 'methods other than POST are refused',
    alter: check('method', (_, { request }) =>
      request.method === 'POST' ? undefined : { status: 405, message: 'use POST' },
    ),
  },
];
