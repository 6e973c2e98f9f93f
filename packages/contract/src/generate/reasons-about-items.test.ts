import { expect, it } from 'vitest';
import { loadBundle } from '../bundle.ts';
import { reasonsAboutItems } from './tables.ts';

const blueking = reasonsAboutItems(loadBundle('blueking', 'documented'));

it('finds the reasons of all kinds of items, including those of properties and names', () => {
  for (const code of ['metric-value', 'invalid-name', 'target-missing', 'event-content-missing', 'item-type'])
    expect(blueking).toContain(code);
});

it('includes what only an item can cause: its time and its depth', () => {
  expect(blueking).toContain('timestamp-future');
  expect(blueking).toContain('too-deep');
});

it('excludes the reasons of the request as a whole', () => {
  for (const code of ['invalid-token', 'data-empty', 'rate-limited', 'malformed-json', 'internal-error'])
    expect(blueking).not.toContain(code);
});

it('finds no reasons if there are no batches', () => {
  expect(reasonsAboutItems(loadBundle('guance', 'documented')).size).toBe(0);
});
