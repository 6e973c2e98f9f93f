import { expect, it } from 'vitest';
import type { JsonObject } from '../document.ts';
import type { PrecompiledCheck } from '../explain/precompiled.ts';
import { standaloneValidators } from './standalone.ts';

/** Runs the text as a module that has nothing but itself. */
async function checkOf(schema: JsonObject): Promise<{ text: string; check: PrecompiledCheck }> {
  const { text, constants } = standaloneValidators({ only: schema });
  const source = `${text}\nexport const check = ${constants.only?.check};`;
  const { check } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
  return { text, check };
}

it('makes validators that load nothing and make no code from text', async () => {
  const { text } = await checkOf({ type: 'string', maxLength: 2, pattern: '^a' });
  expect(text).not.toMatch(/\brequire\b|\bimport\b|\bexport\b|new Function|eval\(/);
});

it('counts a character of two code units as one', async () => {
  const { check } = await checkOf({ maxLength: 2 });
  expect([check('🚨🚨'), check('🚨🚨🚨'), check('ab'), check('abc')]).toEqual([true, false, true, false]);
});

it('collects every failure with its place in the value and in the schema', async () => {
  const { check } = await checkOf({
    required: ['a'],
    properties: { b: { type: 'string' } },
    propertyNames: { pattern: '^[a-z]$' },
  });
  expect(check({ b: 1, C: 2 })).toBe(false);
  expect(check.errors).toMatchObject([
    { instancePath: '', schemaPath: '#/required', keyword: 'required', params: { missingProperty: 'a' } },
    { instancePath: '', schemaPath: '#/propertyNames/pattern', keyword: 'pattern', propertyName: 'C' },
    { instancePath: '', schemaPath: '#/propertyNames', keyword: 'propertyNames' },
    { instancePath: '/b', schemaPath: '#/properties/b/type', keyword: 'type' },
  ]);
  expect(check({ a: 1, b: 'x' })).toBe(true);
  expect(check.errors).toBeNull();
});

it('takes back what only a forbidden schema has noted', async () => {
  const { check } = await checkOf({ properties: { a: { type: 'string' }, b: { not: { const: 1 } } } });
  expect(check({ a: 0, b: 2 })).toBe(false);
  expect(check.errors).toHaveLength(1);
});

it('refuses a format, which would pass unchecked', () => {
  const schema = { properties: { at: { type: 'string', format: 'date-time' } } };
  expect(() => standaloneValidators({ event: schema })).toThrow('event/properties/at: the precompiled');
});

it('takes a member that is called format for what it is', () => {
  expect(() => standaloneValidators({ event: { properties: { format: { type: 'string' } } } })).not.toThrow();
});

it('refuses a schema that needs more of Ajv than there is', () => {
  const schema = { type: 'array', uniqueItems: true };
  expect(() => standaloneValidators({ list: schema })).toThrow('ajv/dist/runtime/equal');
});
