import { expect, it } from 'vitest';
import type { JsonObject } from '../document.ts';
import type { PrecompiledCheck } from '../explain/precompiled.ts';
import { standaloneValidators } from './standalone.ts';

/** Runs the code as a module without imports. */
async function checkOf(schema: JsonObject): Promise<{ code: string; check: PrecompiledCheck }> {
  const { source, constants } = standaloneValidators({ only: schema });
  const code = `${source}\nexport const check = ${constants.only?.check};`;
  const { check } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  return { code: source, check };
}

it('generates validators that import nothing and do not evaluate strings', async () => {
  const { code } = await checkOf({ type: 'string', maxLength: 2, pattern: '^a' });
  expect(code).not.toMatch(/\brequire\b|\bimport\b|\bexport\b|new Function|eval\(/);
});

it('counts a surrogate pair as one character', async () => {
  const { check } = await checkOf({ maxLength: 2 });
  expect([check('🚨🚨'), check('🚨🚨🚨'), check('ab'), check('abc')]).toEqual([true, false, true, false]);
});

it('collects every failure with its pointers into the value and the schema', async () => {
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

it('discards the errors inside of `not`', async () => {
  const { check } = await checkOf({ properties: { a: { type: 'string' }, b: { not: { const: 1 } } } });
  expect(check({ a: 0, b: 2 })).toBe(false);
  expect(check.errors).toHaveLength(1);
});

it('rejects a format, which it would not check', () => {
  const schema = { properties: { at: { type: 'string', format: 'date-time' } } };
  expect(() => standaloneValidators({ event: schema })).toThrow('event/properties/at: the precompiled');
});

it('accepts a property named format', () => {
  expect(() => standaloneValidators({ event: { properties: { format: { type: 'string' } } } })).not.toThrow();
});

it('rejects a schema that needs another module of Ajv', () => {
  const schema = { type: 'array', uniqueItems: true };
  expect(() => standaloneValidators({ list: schema })).toThrow('ajv/dist/runtime/equal');
});
