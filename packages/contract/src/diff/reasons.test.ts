import { expect, it } from 'vitest';
import type { Vendor } from '../generated/vendors.ts';
import { changesAfter, drop, type Edit, set } from './edits.fixture.ts';

const upload = '/paths/~1event~1custom~1upload/post';
const item = '/components/schemas/EventItem/properties';

const cases: readonly [Vendor, string, Edit, string[]][] = [
  [
    'cloudmonitor',
    'another status',
    set('/x-reasons/rate-limited', { status: 429 }),
    ['major reason-changed /x-reasons/rate-limited/status'],
  ],
  [
    'guance',
    'another code of the vendor',
    set('/x-reasons/unknown-path', { errorCode: 'ft.NotFound' }),
    ['major reason-changed /x-reasons/unknown-path/errorCode'],
  ],
  [
    'cloudmonitor',
    'no other try',
    set('/x-reasons/rate-limited', { retryable: false }),
    ['major reason-changed /x-reasons/rate-limited/retryable'],
  ],
  [
    'cloudmonitor',
    'another wording on the wire',
    set('/x-reasons/rate-limited', { message: 'slow down' }),
    ['minor wire-text-changed /x-reasons/rate-limited/message'],
  ],
  [
    'guance',
    'another wording of a warning',
    set('/x-reasons/title-too-long', { message: 'too long' }),
    ['patch text-changed /x-reasons/title-too-long/message'],
  ],
  [
    'guance',
    'a better fix',
    set('/x-reasons/title-too-long', { fix: 'Shorten the title.' }),
    ['patch text-changed /x-reasons/title-too-long/fix'],
  ],
  [
    'guance',
    'a reason that was assumed',
    set('/x-reasons/unknown-path', { provenance: 'observed', source: 'errors' }),
    [
      'patch provenance-moved /x-reasons/unknown-path/provenance',
      'patch provenance-moved /x-reasons/unknown-path/source',
    ],
  ],
  [
    'guance',
    'a warning that becomes a loss',
    set('/x-reasons/title-too-long', { outcome: 'ignored' }),
    ['major request-tightened /x-reasons/title-too-long/outcome'],
  ],
  [
    'blueking',
    'a loss that becomes a warning',
    set('/x-reasons/event-name-empty', { outcome: 'warning' }),
    ['minor request-loosened /x-reasons/event-name-empty/outcome'],
  ],
  [
    'guance',
    'a reason that is new',
    set('/x-reasons', { 'quota-used-up': { outcome: 'rejected' } }),
    ['minor reason-added + /x-reasons/quota-used-up'],
  ],
  [
    'guance',
    'a reason that is gone',
    drop('/x-reasons', 'monitor-disabled'),
    ['major reason-removed /x-reasons/monitor-disabled'],
  ],
  [
    'blueking',
    'a fault with another reason',
    set(`${item}/event_name/x-reason`, { maxLength: 'bad-request' }),
    [`major reason-moved ${item}/event_name/x-reason/maxLength`],
  ],
  [
    'cloudmonitor',
    'a content that is refused for another reason',
    set('op/x-request-reasons', { 'malformed-json': 'bad-request' }),
    [`major reason-moved ${upload}/x-request-reasons/malformed-json`],
  ],
  [
    'guance',
    'a description',
    set('op', { description: 'Push it.' }),
    ['patch text-changed /paths/~1api~1v1~1push-events~1{secret}~1{subUri}/post/description'],
  ],
  [
    'guance',
    'a source that was read again',
    set('/info/x-sources/receive', { read: '2027-01-01' }),
    ['patch provenance-moved /info/x-sources/receive/read'],
  ],
  [
    'guance',
    'an extension without a rule',
    set('op', { 'x-secret-handshake': true }),
    ['major no-rule + /paths/~1api~1v1~1push-events~1{secret}~1{subUri}/post/x-secret-handshake'],
  ],
];

it.each(cases)('grades %s: %s', (vendor, _, edit, expected) => {
  expect(changesAfter(vendor, edit)).toEqual(expected);
});
