import { expect, it } from 'vitest';
import type { ApiName } from '../generated/apis.ts';
import { changesAfter, drop, type Edit, set } from './edits.fixture.ts';

const upload = '/paths/~1event~1custom~1upload/post';
const item = '/components/schemas/EventItem/properties';

const cases: readonly [ApiName, string, Edit, string[]][] = [
  [
    'cloudmonitor',
    'a different status',
    set('/x-reasons/rate-limited', { status: 429 }),
    ['major reason-changed /x-reasons/rate-limited/status'],
  ],
  [
    'guance',
    'a different vendor code',
    set('/x-reasons/unknown-path', { errorCode: 'ft.NotFound' }),
    ['major reason-changed /x-reasons/unknown-path/errorCode'],
  ],
  [
    'cloudmonitor',
    'a reason that is no longer retryable',
    set('/x-reasons/rate-limited', { retryable: false }),
    ['major reason-changed /x-reasons/rate-limited/retryable'],
  ],
  [
    'cloudmonitor',
    'a different message on the wire',
    set('/x-reasons/rate-limited', { message: 'slow down' }),
    ['minor wire-message-changed /x-reasons/rate-limited/message'],
  ],
  [
    'guance',
    'a different message of a warning',
    set('/x-reasons/title-too-long', { message: 'too long' }),
    ['patch documentation-changed /x-reasons/title-too-long/message'],
  ],
  [
    'guance',
    'a better fix',
    set('/x-reasons/title-too-long', { fix: 'Shorten the title.' }),
    ['patch documentation-changed /x-reasons/title-too-long/fix'],
  ],
  [
    'guance',
    'a reason that is no longer assumed',
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
    'a new reason',
    set('/x-reasons', { 'quota-used-up': { outcome: 'rejected' } }),
    ['minor reason-added + /x-reasons/quota-used-up'],
  ],
  [
    'guance',
    'a removed reason',
    drop('/x-reasons', 'monitor-disabled'),
    ['major reason-removed /x-reasons/monitor-disabled'],
  ],
  [
    'blueking',
    'a mistake with a different reason',
    set(`${item}/event_name/x-reason`, { maxLength: 'bad-request' }),
    [`major reason-moved ${item}/event_name/x-reason/maxLength`],
  ],
  [
    'cloudmonitor',
    'content that is refused for a different reason',
    set('op/x-request-reasons', { 'malformed-json': 'bad-request' }),
    [`major reason-moved ${upload}/x-request-reasons/malformed-json`],
  ],
  [
    'guance',
    'a description',
    set('op', { description: 'Push it.' }),
    ['patch documentation-changed /paths/~1api~1v1~1push-events~1{secret}~1{subUri}/post/description'],
  ],
  [
    'guance',
    'a source with a new date',
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

it.each(cases)('grades %s: %s', (api, _, edit, expected) => {
  expect(changesAfter(api, edit)).toEqual(expected);
});
