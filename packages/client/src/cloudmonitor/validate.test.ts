import { limits } from '@pushspec/contract/cloudmonitor';
import { expect, it } from 'vitest';
import { customEvent } from './custom-event.ts';
import { validate } from './validate.ts';

it('accepts a valid event', () => {
  const event = customEvent({
    name: 'DiskFull',
    content: { host: 'web-001' },
    groupId: 27147,
    time: new Date(0),
  });
  expect(validate(event)).toEqual({ valid: true, reasons: [], warnings: [] });
});

it('reports errors in the order of the checks, each with its location', () => {
  const { reasons } = validate({ name: ' ', content: {}, time: '20230229T000000.000+0800' });
  expect(reasons.map(({ code, message }) => `${code}: ${message}`)).toEqual([
    'name-blank: name must not be blank (at name)',
    'content-not-string: content must be a string, got object (at content)',
    'time-format: time must look like 20171023T144439.948+0800, got 20230229T000000.000+0800 (at time)',
  ]);
});

it('rejects a list as an event', () => {
  expect(validate([{ name: 'n', content: 'c' }]).reasons).toMatchObject([
    { code: 'event-type', pointer: '', message: 'an event must be an object, got array (at the event)' },
  ]);
});

it('warns about a property whose name is almost right', () => {
  const { valid, warnings } = validate({ name: 'n', content: 'c', groupid: 1 });
  expect(valid).toBe(true);
  expect(warnings[0]?.message).toContain('did you mean `groupId`?');
});

it('rejects an event that is too large for any request', () => {
  const { reasons } = validate({ name: 'n', content: 'x'.repeat(limits.uploadCustomEvents.maxBodyBytes) });
  expect(reasons).toMatchObject([{ code: 'body-too-large', pointer: '' }]);
});

it('suggests the correct name of a misspelled property', () => {
  const { warnings } = validate({ name: 'n', content: 'c', groupID: 1, tme: '20261121T083000.000+0000' });
  expect(warnings.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^`groupID` .*: did you mean `groupId`\?$/),
    expect.stringMatching(/^`tme` .*: did you mean `time`\?$/),
  ]);
});
