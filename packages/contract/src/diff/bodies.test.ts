import { expect, it } from 'vitest';
import type { JsonObject } from '../document.ts';
import type { ApiName } from '../generated/apis.ts';
import { changesAfter, drop, type Edit, list, set } from './edits.fixture.ts';

const upload = '/paths/~1event~1custom~1upload/post';
const item = '/components/schemas/EventItem/properties';

const cases: readonly [ApiName, string, Edit, string[]][] = [
  [
    'cloudmonitor',
    'fewer events',
    set('/components/schemas/CustomEvents', { maxItems: 50 }),
    ['major request-tightened /components/schemas/CustomEvents/maxItems'],
  ],
  [
    'cloudmonitor',
    'more events',
    set('/components/schemas/CustomEvents', { maxItems: 200 }),
    ['minor request-loosened /components/schemas/CustomEvents/maxItems'],
  ],
  [
    'cloudmonitor',
    'any number of events',
    drop('/components/schemas/CustomEvents', 'maxItems'),
    ['minor request-loosened /components/schemas/CustomEvents/maxItems'],
  ],
  [
    'blueking',
    'a longer name',
    set(`${item}/event_name`, { maxLength: 300 }),
    [`minor request-loosened ${item}/event_name/maxLength`],
  ],
  [
    'blueking',
    'a shorter name',
    set(`${item}/event_name`, { maxLength: 64 }),
    [`major request-tightened ${item}/event_name/maxLength`],
  ],
  [
    'blueking',
    'a limit where there was none',
    set(`${item}/target`, { maxLength: 64 }),
    [`major request-tightened + ${item}/target/maxLength`],
  ],
  [
    'blueking',
    'a property that becomes required',
    list('/components/schemas/EventItem/required', (names) => names.push('timestamp')),
    ['major request-tightened /components/schemas/EventItem/required'],
  ],
  [
    'blueking',
    'a property that becomes optional',
    list('/components/schemas/EventItem/required', (names) => names.pop()),
    ['minor request-loosened /components/schemas/EventItem/required'],
  ],
  [
    'blueking',
    'a new optional property of an open object, with a type',
    set(item, { host: { type: 'string' } }),
    [`major request-tightened + ${item}/host`],
  ],
  [
    'blueking',
    'a new optional property that may have any value',
    set(item, { host: { description: 'The host.' } }),
    [`minor property-added + ${item}/host`],
  ],
  [
    'blueking',
    'a property that the service no longer reads',
    drop(item, 'dimension'),
    [`major property-removed ${item}/dimension`],
  ],
  [
    'blueking',
    'a different pattern for names',
    set('/components/schemas/Name', { pattern: '^[a-z]+$' }),
    ['major request-changed /components/schemas/Name/pattern'],
  ],
  [
    'blueking',
    'a different order of checks',
    (at) => {
      const properties = at(item);
      const { target } = properties;
      delete properties.target;
      Object.assign(properties, { target });
    },
    [`minor order-changed ${item}`],
  ],
  [
    'guance',
    'one more status',
    list('/components/schemas/Event/properties/status/enum', (names) => names.push('unknown')),
    ['minor request-loosened /components/schemas/Event/properties/status/enum'],
  ],
  [
    'guance',
    'one fewer status',
    list('/components/schemas/Event/properties/status/enum', (names) => names.pop()),
    ['major request-tightened /components/schemas/Event/properties/status/enum'],
  ],
  [
    'cloudmonitor',
    'a header that becomes optional',
    set('op/parameters/4', { required: false }),
    [`minor request-loosened ${upload}/parameters/4/required`],
  ],
  [
    'cloudmonitor',
    'a header that becomes required',
    set('op/parameters/5', { required: true }),
    [`major request-tightened + ${upload}/parameters/5/required`],
  ],
  [
    'cloudmonitor',
    'a body that becomes optional',
    set('op/requestBody', { required: false }),
    [`minor request-loosened ${upload}/requestBody/required`],
  ],
  [
    'cloudmonitor',
    'an earlier API version',
    (at) => {
      const parameters = at('op/parameters') as unknown as JsonObject[];
      const version = parameters.find(({ name }) => name === 'x-cms-api-version');
      (version?.schema as JsonObject).enum = ['0.9'];
    },
    [`major request-changed ${upload}/parameters/3/schema/enum`],
  ],
  [
    'guance',
    'a new status of responses',
    set('/components/schemas/Refused/properties/code', { maximum: 699 }),
    ['major response-loosened /components/schemas/Refused/properties/code/maximum'],
  ],
  [
    'guance',
    'fewer statuses of responses',
    set('/components/schemas/Refused/properties/code', { maximum: 499 }),
    ['minor response-tightened /components/schemas/Refused/properties/code/maximum'],
  ],
  [
    'blueking',
    'a new property of responses',
    set('/components/schemas/Accepted/properties', { region: { type: 'string' } }),
    ['minor property-added + /components/schemas/Accepted/properties/region'],
  ],
  [
    'blueking',
    'a removed property of responses',
    drop('/components/schemas/Accepted/properties', 'request_id'),
    ['major property-removed /components/schemas/Accepted/properties/request_id'],
  ],
];

it.each(cases)('grades %s: %s', (api, _, edit, expected) => {
  expect(changesAfter(api, edit)).toEqual(expected);
});

it('reports loosening if fewer names are refused', () => {
  const refused = '/components/schemas/UnreservedName/not/enum';
  const changes = changesAfter(
    'guance',
    list(refused, (names) => names.pop()),
  );
  expect(changes).toEqual([`minor request-loosened ${refused}`]);
});

it('reports tightening if more names are refused', () => {
  const refused = '/components/schemas/UnreservedName/not/enum';
  const changes = changesAfter(
    'guance',
    list(refused, (names) => names.push('region')),
  );
  expect(changes).toEqual([`major request-tightened ${refused}`]);
});

it('treats an inline schema that moves to components as unchanged', () => {
  const changes = changesAfter('blueking', (at) => {
    const properties = at(item);
    at('/components/schemas').Target = properties.target ?? null;
    properties.target = { $ref: '#/components/schemas/Target' };
  });
  expect(changes.filter((change) => !change.startsWith('patch'))).toEqual([]);
  expect(changes).not.toEqual([]);
});

it('detects a change behind a new reference', () => {
  const changes = changesAfter('blueking', (at) => {
    const properties = at(item);
    at('/components/schemas').Target = { ...(properties.target as JsonObject), maxLength: 10 };
    properties.target = { $ref: '#/components/schemas/Target' };
  });
  expect(changes).toContain('major request-tightened + /components/schemas/Target/maxLength');
});
