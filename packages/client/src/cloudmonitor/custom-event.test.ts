import { isObject, loadBundle } from '@pushspec/contract';
import { expect, expectTypeOf, it } from 'vitest';
import { type CustomEvent, customEvent } from './index.ts';

/** The pattern of `time` in the contract. */
function timePattern(): RegExp {
  const { components } = loadBundle('cloudmonitor', 'documented');
  const { CustomEvent: schema } = (isObject(components) ? components.schemas : {}) as Record<string, object>;
  const { properties } = schema as { properties: { time: { pattern: string } } };
  return new RegExp(properties.time.pattern);
}

const event = { name: 'DiskFull', content: '97 %' };

it('formats a time as the contract requires, in UTC', () => {
  const time = new Date('2026-11-21T08:30:00.007+08:00');
  expect(customEvent({ ...event, groupId: 27147, time })).toEqual({
    ...event,
    groupId: 27147,
    time: '20261121T003000.007+0000',
  });
  expect(customEvent({ ...event, time: 0 }).time).toBe('19700101T000000.000+0000');
  expect(customEvent({ ...event, time }).time).toMatch(timePattern());
  expect(customEvent({ ...event, time: Date.UTC(2028, 1, 29) }).time).toMatch(timePattern());
});

it('keeps a string as it is and omits missing properties', () => {
  expect(customEvent({ ...event, time: '20171023T144439.948+0800' }).time).toBe('20171023T144439.948+0800');
  expect(Object.keys(customEvent({ ...event, time: undefined }))).toEqual(['name', 'content']);
});

it('serializes an object in the content as JSON', () => {
  const { content } = customEvent({ name: 'DiskFull', content: { host: '磁盘', usedPercent: 97.5 } });
  expect(content).toBe('{"host":"磁盘","usedPercent":97.5}');
});

it('keeps the properties that the vendor SDK sends', () => {
  const others = { regionId: 'N/A', status: 'INFO', trace: 't', ver: '1.0' };
  expect(customEvent({ ...event, ...others })).toEqual({ ...event, ...others });
});

it('rejects an invalid date', () => {
  const error = '`time` must be a valid Date';
  expect(() => customEvent({ ...event, time: new Date('yesterday') })).toThrow(error);
  expect(() => customEvent({ ...event, time: Number.NaN })).toThrow(error);
  expect(() => customEvent({ ...event, time: Date.UTC(10_000, 0) })).toThrow(error);
});

it('returns an event that send() accepts', () => {
  expectTypeOf(customEvent).returns.toEqualTypeOf<CustomEvent>();
  // @ts-expect-error a name is needed
  customEvent({ content: 'c' });
  // @ts-expect-error a number is not valid content
  customEvent({ name: 'n', content: 1 });
});
