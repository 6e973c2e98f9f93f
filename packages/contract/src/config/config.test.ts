import { expect, it } from 'vitest';
import { ConfigError, developmentConfig, developmentCredentialsIn, parseConfig } from './config.ts';

it('fills in development values for missing properties', () => {
  const config = parseConfig({ guance: { requireApiKey: true } });
  expect(config.guance.requireApiKey).toBe(true);
  expect(config.guance.monitors).toBe(developmentConfig.guance.monitors);
  expect(config.blueking).toEqual(developmentConfig.blueking);
});

it('reports the location of a mistake, but not the value', () => {
  const parse = () =>
    parseConfig({
      blueking: { dataIds: [{ dataId: 'a-secret-by-mistake', accessToken: 't', kind: 'metric' }] },
    });
  expect(parse).toThrow(ConfigError);
  expect(parse).toThrow('configuration at /blueking/dataIds/0/dataId: must be integer');
});

it.each([
  [
    { blueking: { dataids: [] } },
    'configuration at /blueking: there is no property `dataids`: did you mean `dataIds`?',
  ],
  [{ guanse: {} }, 'configuration: there is no property `guanse`: did you mean `guance`?'],
  [
    { guance: { monitors: [{ secrte: 's' }] } },
    'configuration at /guance/monitors/0: there is no property `secrte`: did you mean `secret`?',
  ],
  [
    { cloudmonitor: { apiKeys: [] } },
    'configuration at /cloudmonitor: there is no property `apiKeys`: use one of `rateLimits`, `clockSkewSeconds`, `accounts`',
  ],
])('reports an unknown property: %j', (config, message) => {
  expect(() => parseConfig(config)).toThrow(new ConfigError(message));
});

it('rejects two entries for the same data id', () => {
  const entry = { dataId: 1, accessToken: 't', kind: 'metric' };
  expect(() => parseConfig({ blueking: { dataIds: [entry, entry] } })).toThrow('same dataId');
});

it('lists the properties that hold development credentials', () => {
  expect(developmentCredentialsIn(developmentConfig)).toEqual([
    'blueking.dataIds',
    'cloudmonitor.accounts',
    'guance.monitors',
  ]);
  const some = parseConfig({ guance: { monitors: [{ secret: 's' }] } });
  expect(developmentCredentialsIn(some)).toEqual(['blueking.dataIds', 'cloudmonitor.accounts']);
  const own = parseConfig({
    blueking: { dataIds: [{ dataId: 1, accessToken: 't', kind: 'event' }] },
    cloudmonitor: { accounts: [{ id: 'a', keys: [{ accessKeyId: 'k', accessKeySecret: 's' }] }] },
    guance: { monitors: [{ secret: 's' }] },
  });
  expect(developmentCredentialsIn(own)).toEqual([]);
});
