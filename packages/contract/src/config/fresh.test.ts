import { expect, it } from 'vitest';
import { developmentConfig, parseConfig } from './config.ts';
import { freshConfig } from './fresh.ts';

/** Replaces every number and every string that may be a credential. */
function shapeOf(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => shapeOf(item, name));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shapeOf(item, key)]));
  return ['kind', 'subUri', 'rateLimits'].includes(name) || typeof value === 'boolean' ? value : typeof value;
}

/** Returns every string and number of a value, except those that describe how a credential is used. */
function valuesOf(value: unknown, name = ''): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesOf(item, name));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, item]) => valuesOf(item, key));
  return ['kind', 'subUri', 'rateLimits'].includes(name) || typeof value === 'boolean' ? [] : [value];
}

it('has a counterpart for every development credential', () => {
  expect(shapeOf(freshConfig(developmentConfig))).toEqual(shapeOf(developmentConfig));
});

it('shares no value with another configuration or with the development credentials', () => {
  const all = [developmentConfig, freshConfig(developmentConfig), freshConfig(developmentConfig)];
  const values = all.flatMap((config) => valuesOf(config));
  expect(new Set(values).size).toBe(values.length);
});

it('keeps the settings that are not credentials', () => {
  const base = parseConfig({
    blueking: { rateLimits: 'off' },
    cloudmonitor: { clockSkewSeconds: 5 },
    guance: { requireApiKey: true },
  });
  expect(freshConfig(base)).toMatchObject({
    blueking: { rateLimits: 'off' },
    cloudmonitor: { clockSkewSeconds: 5 },
    guance: { requireApiKey: true },
  });
});
