import { expect, it } from 'vitest';
import { loadBundle } from '../bundle.ts';
import { reasonsAboutItems } from './reasons-about-items.ts';

const blueking = reasonsAboutItems(loadBundle('blueking', 'documented'));

it('finds the reasons of all kinds of items, those of members and names too', () => {
  for (const code of ['metric-value', 'invalid-name', 'target-missing', 'event-content-missing', 'item-type'])
    expect(blueking).toContain(code);
});

it('counts what only an item can cause: its time and its depth', () => {
  expect(blueking).toContain('timestamp-future');
  expect(blueking).toContain('too-deep');
});

it('leaves out the reasons of the request as a whole', () => {
  for (const code of ['invalid-token', 'data-empty', 'rate-limited', 'malformed-json', 'internal-error'])
    expect(blueking).not.toContain(code);
});

it('finds none where there are no batches', () => {
  expect(reasonsAboutItems(loadBundle('guance', 'documented')).size).toBe(0);
});
