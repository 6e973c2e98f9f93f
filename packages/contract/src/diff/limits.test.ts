import { expect, it } from 'vitest';
import type { ApiName } from '../generated/apis.ts';
import { changesAfter, drop, type Edit, list, set } from './edits.fixture.ts';

const upload = '/paths/~1event~1custom~1upload/post';
const item = '/components/schemas/EventItem/properties';

const cases: readonly [ApiName, string, Edit, string[]][] = [
  [
    'cloudmonitor',
    'fewer requests',
    set('op/x-rate-limits/0', { requests: 10 }),
    [`major request-tightened ${upload}/x-rate-limits/0/requests`],
  ],
  [
    'cloudmonitor',
    'more requests',
    set('op/x-rate-limits/0', { requests: 40 }),
    [`minor request-loosened ${upload}/x-rate-limits/0/requests`],
  ],
  [
    'cloudmonitor',
    'a longer window',
    set('op/x-rate-limits/0', { windowSeconds: 2 }),
    [`major request-tightened ${upload}/x-rate-limits/0/windowSeconds`],
  ],
  [
    'cloudmonitor',
    'a different scope',
    set('op/x-rate-limits/0', { scope: 'access-key' }),
    [`major request-changed ${upload}/x-rate-limits/0/scope`],
  ],
  [
    'cloudmonitor',
    'one more rate limit',
    list('op/x-rate-limits', (limits) =>
      limits.unshift({
        requests: 1,
        windowSeconds: 1,
        scope: 'ip',
        algorithm: 'fixed',
        reason: 'rate-limited-ip',
      }),
    ),
    [`major request-tightened + ${upload}/x-rate-limits/0`],
  ],
  [
    'cloudmonitor',
    'a smaller body',
    set('op/x-max-body-bytes', { bytes: 500_000 }),
    [`major request-tightened ${upload}/x-max-body-bytes/bytes`],
  ],
  [
    'cloudmonitor',
    'a body of any size',
    set('op/x-max-body-bytes', { bytes: null }),
    [`minor request-loosened ${upload}/x-max-body-bytes/bytes`],
  ],
  [
    'cloudmonitor',
    'a different reason for a size limit',
    set('op/x-max-body-bytes', { reason: 'bad-request' }),
    [`major reason-moved ${upload}/x-max-body-bytes/reason`],
  ],
  [
    'cloudmonitor',
    'a size with a better source',
    set('op/x-max-body-bytes', { 'x-provenance': 'observed' }),
    [`patch provenance-moved ${upload}/x-max-body-bytes/x-provenance`],
  ],
  [
    'cloudmonitor',
    'less depth',
    set('op/x-max-depth', { depth: 64 }),
    [`major request-tightened ${upload}/x-max-depth/depth`],
  ],
  [
    'cloudmonitor',
    'a larger clock tolerance',
    set('op/x-clock-skew', { seconds: 1800 }),
    [`minor request-loosened ${upload}/x-clock-skew/seconds`],
  ],
  [
    'cloudmonitor',
    'a clock that is no longer checked',
    drop('op', 'x-clock-skew'),
    [`minor request-loosened ${upload}/x-clock-skew/seconds`],
  ],
  [
    'cloudmonitor',
    'a different prefix for signed headers',
    set('op/x-signing/signedHeaders', { prefixes: ['x-cms-'] }),
    [`major request-changed ${upload}/x-signing/signedHeaders/prefixes`],
  ],
  [
    'cloudmonitor',
    'a different hash for the signature',
    set('op/x-signing/signature', { hash: 'sha256' }),
    [`major request-changed ${upload}/x-signing/signature/hash`],
  ],
  [
    'cloudmonitor',
    'a different source for the order of the lines',
    set('op/x-signing/lines', { 'x-provenance': 'observed' }),
    [`patch provenance-moved + ${upload}/x-signing/lines/x-provenance`],
  ],
  [
    'blueking',
    'a timestamp that may be less far ahead',
    set(`${item}/timestamp/x-max-future`, { seconds: 60 }),
    [`major request-tightened ${item}/timestamp/x-max-future/seconds`],
  ],
  [
    'blueking',
    'a removed kind',
    drop('op/x-kinds', 'event'),
    ['major request-tightened /paths/~1v2~1push~1/post/x-kinds/event'],
  ],
  [
    'guance',
    'a soft limit',
    set('/components/schemas/Event/properties/title/x-advice/0/schema', { maxLength: 128 }),
    ['minor advice-changed /components/schemas/Event/properties/title/x-advice/0/schema/maxLength'],
  ],
  [
    'guance',
    'parameters of the media type',
    drop('op', 'x-media-type-parameters'),
    [
      'major request-tightened /paths/~1api~1v1~1push-events~1{secret}~1{subUri}/post/x-media-type-parameters',
    ],
  ],
  [
    'guance',
    'one more method',
    set('op', { 'x-also-methods': ['PUT'] }),
    ['minor request-loosened + /paths/~1api~1v1~1push-events~1{secret}~1{subUri}/post/x-also-methods'],
  ],
  [
    'guance',
    'documentation of an existing refusal',
    set('/components/schemas/Event', { 'x-beyond-schema': ['custom-field-collides', 'status-invalid'] }),
    ['minor advice-changed /components/schemas/Event/x-beyond-schema'],
  ],
  [
    'guance',
    'documentation of a new refusal',
    (at) => {
      Object.assign(at('/x-reasons'), { 'too-old': { outcome: 'rejected' } });
      Object.assign(at('/components/schemas/Event'), {
        'x-beyond-schema': ['custom-field-collides', 'too-old'],
      });
    },
    [
      'minor reason-added + /x-reasons/too-old',
      'major request-tightened /components/schemas/Event/x-beyond-schema',
    ],
  ],
  [
    'guance',
    'a renamed server',
    set('/servers/0', { 'x-region': 'Guance Hangzhou' }),
    ['major server-renamed /servers/0/x-region'],
  ],
];

it.each(cases)('grades %s: %s', (api, _, edit, expected) => {
  expect(changesAfter(api, edit)).toEqual(expected);
});
