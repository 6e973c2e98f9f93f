import { expect, it } from 'vitest';
import { validate } from './validate.ts';

const event = {
  status: 'error',
  title: 'disk full',
  message: '/data is 97.5 % full',
  dimension_tags: { host: 'web-001' },
  check_value: 97.5,
  biz_team: 'payments',
};

it('accepts a valid event', () => {
  expect(validate(event, { extraData: { ruleId: 'disk' } })).toEqual({
    valid: true,
    reasons: [],
    warnings: [],
  });
});

it('reports locations within the event', () => {
  expect(validate({ ...event, df_team: 'x' }).reasons).toMatchObject([
    {
      code: 'custom-field-prefix',
      part: 'event',
      pointer: '/df_team',
      message: 'event.df_team: the name of a custom field must not start with _ or df_',
    },
  ]);
  expect(validate(undefined).reasons).toMatchObject([{ code: 'event-missing', part: 'event', pointer: '' }]);
  expect(validate(null).reasons).toMatchObject([{ code: 'event-type', part: 'event', pointer: '' }]);
});

it('distinguishes the additional data from the event', () => {
  expect(validate(event, { extraData: 'text' }).reasons).toMatchObject([
    { code: 'extra-data-type', part: 'extraData', pointer: '' },
  ]);
  expect(validate(event, { extraData: { id: 7n } }).reasons).toMatchObject([
    {
      code: 'not-json',
      part: 'extraData',
      pointer: '/id',
      message: 'extraData.id cannot be written as JSON: it is a BigInt',
    },
  ]);
  expect(validate({ ...event, extraData: 1 }).reasons).toMatchObject([
    { code: 'custom-field-type', part: 'event', pointer: '/extraData' },
  ]);
});

it('rejects a field with the name of a tag of the same event, unless Guance defines it', () => {
  const tags = { ...event.dimension_tags, title: 'x', 'a/b': 'y' };
  expect(validate({ ...event, dimension_tags: tags }).valid).toBe(true);
  expect(validate({ ...event, 'a/b': 'z', dimension_tags: tags }).reasons).toMatchObject([
    { code: 'custom-field-collides', pointer: '/a~1b' },
  ]);
});

it('warns about milliseconds and about a state in the tags', () => {
  const { valid, warnings } = validate({
    ...event,
    date: 1763683200000,
    dimension_tags: { host: 'web-001', hostState: 'down' },
  });
  expect(valid).toBe(true);
  expect(warnings.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
    'date-milliseconds /date',
    'state-in-tags /dimension_tags/hostState',
  ]);
});

it('warns about a custom field with a name similar to that of a missing property', () => {
  const rest = { status: 'error', dimension_tags: {}, check_value: 1 };
  const codesOf = (event: object) =>
    validate({ ...rest, ...event }).warnings.map(({ code, pointer }) => [code, pointer]);
  const [warning] = validate({ ...rest, titel: 'disk full', message: 'm' }).warnings.slice(-1);
  expect(warning?.message).toBe('`titel` is sent as a custom field: did you mean `title`?');
  expect(codesOf({ title: 't', Message: 'm' })).toContainEqual(['custom-field-misspelled', '/Message']);
  // The property is present, so the field is a custom one.
  expect(codesOf({ title: 't', message: 'm', titel: 'x', biz_team: 'payments' })).toEqual([]);
  // Similar to `date`, which is not a string.
  expect(codesOf({ title: 't', message: 'm', data: 'x', state: 'x' })).toEqual([]);
  const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`field_${index}`, 'x']));
  expect(codesOf({ ...many, titel: 't', message: 'm' })).toEqual([
    ['recommended-field-missing', '/title'],
    ['custom-field-misspelled', '/titel'],
  ]);
});
