/** Mistakes that somebody who implements the contract of cloudmonitor could make. */
import { type Break, before, bodies, check, lenient, members, rule, without } from './break.ts';

export const cloudmonitorBreaks: readonly Break[] = [
  { vendor: 'cloudmonitor', wrong: 'a request takes one event less', alter: rule({ maxEvents: 99 }) },
  { vendor: 'cloudmonitor', wrong: 'a request takes one event more', alter: rule({ maxEvents: 101 }) },
  { vendor: 'cloudmonitor', wrong: 'the first event has the index 1', alter: rule({ firstIndex: 1 }) },
  {
    vendor: 'cloudmonitor',
    wrong: 'a signature may be in lower case',
    alter: rule({ takesLowerCase: true }),
  },
  {
    vendor: 'cloudmonitor',
    profile: 'receiver',
    wrong: 'a signature must be in upper case',
    alter: rule({ takesLowerCase: false }),
  },
  {
    vendor: 'cloudmonitor',
    wrong: 'headers x-acs- are not signed',
    alter: rule({ signedPrefixes: '^x-cms-' }),
  },
  { vendor: 'cloudmonitor', wrong: 'all headers x- are signed', alter: rule({ signedPrefixes: '^x-' }) },
  {
    vendor: 'cloudmonitor',
    wrong: 'headers x-cms without a dash are signed',
    alter: rule({ signedPrefixes: '^x-(cms|acs)' }),
  },
  { vendor: 'cloudmonitor', wrong: 'the digest may be missing', alter: lenient('digest', 'missing') },
  { vendor: 'cloudmonitor', wrong: 'the digest is not compared', alter: lenient('digest', 'is not the MD5') },
  {
    vendor: 'cloudmonitor',
    wrong: 'the media type is looked at before the signature',
    alter: before('json', 'signature'),
  },
  {
    vendor: 'cloudmonitor',
    wrong: 'the digest is checked before the signature',
    alter: before('digest', 'signature'),
  },
  {
    vendor: 'cloudmonitor',
    wrong: 'the digest is checked before the distance of the Date',
    alter: before('digest', 'skew'),
  },
  {
    vendor: 'cloudmonitor',
    wrong: 'the security token is checked before the digest',
    alter: before('token', 'digest'),
  },
  { vendor: 'cloudmonitor', wrong: 'the key is checked before the size', alter: before('key', 'size') },
  { vendor: 'cloudmonitor', wrong: 'a Date may be a minute off', alter: rule({ skewSeconds: 60 }) },
  { vendor: 'cloudmonitor', wrong: 'a Date may be of any day', alter: without('skew') },
  { vendor: 'cloudmonitor', wrong: 'five requests in a second are too many', alter: rule({ requests: 4 }) },
  { vendor: 'cloudmonitor', wrong: 'there is no rate limit', alter: without('rate') },
  { vendor: 'cloudmonitor', wrong: 'one request more in a second', alter: rule({ requests: 21 }) },
  {
    vendor: 'cloudmonitor',
    wrong: 'code is a number',
    alter: members((body) => ({ code: Number(body.code) })),
  },
  {
    vendor: 'cloudmonitor',
    wrong: 'members are called Code and Message',
    alter: bodies((body) => {
      body.Code = body.code ?? '';
      body.Message = body.msg ?? '';
      delete body.code;
      delete body.msg;
    }),
  },
  {
    vendor: 'cloudmonitor',
    wrong: 'a charset is let pass',
    alter: check('type', (refusal, { request }) =>
      request.headers['content-type']?.startsWith('application/json;') ? undefined : refusal,
    ),
  },
  { vendor: 'cloudmonitor', wrong: 'any path will do', alter: without('path') },
  { vendor: 'cloudmonitor', wrong: 'the security token is not compared', alter: without('token') },
  { vendor: 'cloudmonitor', wrong: 'keys without the permission are let pass', alter: without('permission') },
  {
    vendor: 'cloudmonitor',
    wrong: 'the refusal does not speak of RAM',
    alter: check('permission', (refusal) => refusal && { ...refusal, message: 'not allowed' }),
  },
  {
    vendor: 'cloudmonitor',
    wrong: 'days that do not exist are taken',
    alter: lenient('events', 'got 20170230T'),
  },
  { vendor: 'cloudmonitor', wrong: 'negative groups are taken', alter: lenient('events', 'got -1') },
  { vendor: 'cloudmonitor', wrong: 'a blank name is taken', alter: lenient('events', 'blank') },
];
