import { limits } from '@pushspec/contract/cloudmonitor';
import { expect, it } from 'vitest';
import { customEvent } from './custom-event.ts';
import { validate } from './validate.ts';

it('finds nothing wrong with an event that fits', () => {
  const event = customEvent({
    name: 'DiskFull',
    content: { host: 'web-001' },
    groupId: 27147,
    time: new Date(0),
  });
  expect(validate(event)).toEqual({ valid: true, reasons: [], warnings: [] });
});

it('says what is wrong in the order of the checks, with the place in the sentence', () => {
  const { reasons } = validate({ name: ' ', content: {}, time: '20230229T000000.000+0800' });
  expect(reasons.map(({ code, message }) => `${code}: ${message}`)).toEqual([
    'name-blank: name must not be blank (at name)',
    'content-not-string: content must be a string, got object (at content)',
    'time-format: time must look like 20171023T144439.948+0800, got 20230229T000000.000+0800 (at time)',
  ]);
});

it('takes a list for no event', () => {
  expect(validate([{ name: 'n', content: 'c' }]).reasons).toMatchObject([
    { code: 'event-type', pointer: '', message: 'an event must be an object, got array (at the event)' },
  ]);
});

it('warns of a member under a name that is nearly right', () => {
  const { valid, warnings } = validate({ name: 'n', content: 'c', groupid: 1 });
  expect(valid).toBe(true);
  expect(warnings[0]?.message).toContain('did you mean `groupId`?');
});

it('refuses an event that is too large for any request', () => {
  const { reasons } = validate({ name: 'n', content: 'x'.repeat(limits.uploadCustomEvents.maxBodyBytes) });
  expect(reasons).toMatchObject([{ code: 'body-too-large', pointer: '' }]);
});
