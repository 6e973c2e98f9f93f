import { expect, it } from 'vitest';
import { NO_FILTER } from '../requests/filter.ts';
import { addressOf, readRoute } from './route.ts';

const read = (address: string) => readRoute(new URL(address, 'http://localhost'));

it.each(['/inspector/', '/inspector/requests/a-1?outcome=rejected&text=a+b&lang=zh', '/inspector/controls'])(
  'round-trips %s',
  (address) => {
    expect(addressOf(read(address))).toBe(address);
  },
);

it('shows the list for an unknown view', () => {
  expect(read('/inspector/nothing/x')).toMatchObject({ view: 'requests', id: undefined });
});

it('keeps an id that is not percent-encoded correctly', () => {
  expect(read('/inspector/requests/%ff').id).toBe('%ff');
});

it('omits values that are not set', () => {
  const route = { view: 'requests', id: undefined, filter: NO_FILTER, language: undefined } as const;
  expect(addressOf(route)).toBe('/inspector/');
});
