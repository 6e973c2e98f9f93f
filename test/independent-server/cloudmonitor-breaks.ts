/** Mistakes that an implementer of the CloudMonitor contract could make. */
import { type Break, before, bodies, check, lenient, properties, rule, without } from './break.ts';

export const cloudmonitorBreaks: readonly Break[] = [
  { api: 'cloudmonitor', wrong: 'a request allows one event fewer', alter: rule({ maxEvents: 99 }) },
  { api: 'cloudmonitor', wrong: 'a request allows one event more', alter: rule({ maxEvents: 101 }) },
  { api: 'cloudmonitor', wrong: 'the first event has index 1', alter: rule({ firstIndex: 1 }) },
  {
    api: 'cloudmonitor',
    wrong: 'a signature may be in lowercase',
    alter: rule({ takesLowerCase: true }),
  },
  {
    api: 'cloudmonitor',
    profile: 'receiver',
    wrong: 'a signature must be in uppercase',
    alter: rule({ takesLowerCase: false }),
  },
  {
    api: 'cloudmonitor',
    wrong: 'x-acs- headers are not signed',
    alter: rule({ signedPrefixes: '^x-cms-' }),
  },
  { api: 'cloudmonitor', wrong: 'all x- headers are signed', alter: rule({ signedPrefixes: '^x-' }) },
  {
    api: 'cloudmonitor',
    wrong: 'headers that start with x-cms without a hyphen are signed',
    alter: rule({ signedPrefixes: '^x-(cms|acs)' }),
  },
  { api: 'cloudmonitor', wrong: 'the digest may be missing', alter: lenient('digest', 'missing') },
  { api: 'cloudmonitor', wrong: 'the digest is not compared', alter: lenient('digest', 'is not the MD5') },
  {
    api: 'cloudmonitor',
    wrong: 'the media type is checked before the signature',
    alter: before('json', 'signature'),
  },
  {
    api: 'cloudmonitor',
    wrong: 'the digest is checked before the signature',
    alter: before('digest', 'signature'),
  },
  {
    api: 'cloudmonitor',
    wrong: 'the digest is checked before the Date',
    alter: before('digest', 'skew'),
  },
  {
    api: 'cloudmonitor',
    wrong: 'the security token is checked before the digest',
    alter: before('token', 'digest'),
  },
  { api: 'cloudmonitor', wrong: 'the key is checked before the size', alter: before('key', 'size') },
  { api: 'cloudmonitor', wrong: 'a Date may be off by one minute at most', alter: rule({ skewSeconds: 60 }) },
  { api: 'cloudmonitor', wrong: 'a Date may be any time', alter: without('skew') },
  { api: 'cloudmonitor', wrong: 'five requests in a second are too many', alter: rule({ requests: 4 }) },
  { api: 'cloudmonitor', wrong: 'there is no rate limit', alter: without('rate') },
  { api: 'cloudmonitor', wrong: 'one request more per second is allowed', alter: rule({ requests: 21 }) },
  {
    api: 'cloudmonitor',
    wrong: 'code is a number',
    alter: properties((body) => ({ code: Number(body.code) })),
  },
  {
    api: 'cloudmonitor',
    wrong: 'properties are called Code and Message',
    alter: bodies((body) => {
      body.Code = body.code ?? '';
      body.Message = body.msg ?? '';
      delete body.code;
      delete body.msg;
    }),
  },
  {
    api: 'cloudmonitor',
    wrong: 'a charset is accepted',
    alter: check('type', (refusal, { request }) =>
      request.headers['content-type']?.startsWith('application/json;') ? undefined : refusal,
    ),
  },
  { api: 'cloudmonitor', wrong: 'any path is accepted', alter: without('path') },
  { api: 'cloudmonitor', wrong: 'the security token is not compared', alter: without('token') },
  { api: 'cloudmonitor', wrong: 'keys without permission are accepted', alter: without('permission') },
  {
    api: 'cloudmonitor',
    wrong: 'the refusal does not mention RAM',
    alter: check('permission', (refusal) => refusal && { ...refusal, message: 'not allowed' }),
  },
  {
    api: 'cloudmonitor',
    wrong: 'days that do not exist are accepted',
    alter: lenient('events', 'got 20170230T'),
  },
  { api: 'cloudmonitor', wrong: 'negative groups are accepted', alter: lenient('events', 'got -1') },
  { api: 'cloudmonitor', wrong: 'a name of whitespace is accepted', alter: lenient('events', 'blank') },
];
