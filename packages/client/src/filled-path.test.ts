import { expect, it } from 'vitest';
import { filledPath } from './transport.ts';

it('encodes the parts of a parameter and keeps its slashes', () => {
  const path = '/push/{secret}/{subUri}';
  expect(filledPath(path, { secret: 's', subUri: 'datakit/push' })).toBe('/push/s/datakit/push');
  expect(filledPath(path, { secret: 'a b?#%', subUri: '告警/<1>' })).toBe(
    '/push/a%20b%3F%23%25/%E5%91%8A%E8%AD%A6/%3C1%3E',
  );
});

it('omits a missing parameter together with its slash', () => {
  expect(filledPath('/push/{secret}/{subUri}', { secret: 's' })).toBe('/push/s');
});

it('keeps the slash of an empty parameter', () => {
  expect(filledPath('/push/{secret}/{subUri}', { secret: 's', subUri: '' })).toBe('/push/s/');
});
