import { type ApiName, apiNames, configPartOf, type Profile, profiles } from '@pushspec/contract';
import { expect, it } from 'vitest';
import type { ApiContext } from '../../apis/api.ts';
import { byOperation, contractOf } from '../../contract/contract.ts';
import type { Exchange } from '../exchange.ts';
import { admitStep } from './admit.ts';

/** Returns the context of two APIs with the same part of the configuration. */
function sharedContext() {
  const values = new Map<string, unknown>();
  const resets: (() => void)[] = [];
  const context = {
    contract: contractOf('cloudmonitor', 'documented'),
    clock: () => 0,
    onReset: (clear: () => void) => void resets.push(clear),
    shared: <Value>(name: string, create: () => Value) => {
      if (!values.has(name)) values.set(name, create());
      return values.get(name) as Value;
    },
  } as ApiContext;
  return { context, reset: () => resets.forEach((clear) => void clear()) };
}

const limit = {
  requests: 2,
  windowSeconds: 1,
  scope: 'account',
  algorithm: 'sliding',
  reason: 'rate-limited',
} as const;
const keyOf = () => 'account';

it('counts the requests of two APIs with a shared counter together', () => {
  const { context, reset } = sharedContext();
  const [one, other] = [1, 2].map(() =>
    admitStep({ context, setting: [limit], sharedCounter: 'account', keyOf }),
  );
  const outcomes = [one, other, one].map((admit) => admit?.({} as Exchange)?.reasons[0]?.code);
  expect(outcomes).toEqual([undefined, undefined, 'rate-limited']);
  reset();
  expect(other?.({} as Exchange)).toBeUndefined();
});

it('enforces the numbers of each API, whichever is created first', () => {
  const { context, reset } = sharedContext();
  const options = { context, sharedCounter: 'account', keyOf };
  const wide = admitStep({ ...options, setting: [{ ...limit, requests: 3 }] });
  const narrow = admitStep({ ...options, setting: [limit] });
  const admitted = (admit: typeof wide) =>
    [1, 2, 3, 4].filter(() => admit({} as Exchange) === undefined).length;
  expect([admitted(wide), admitted(narrow)]).toEqual([3, 2]);
  reset();
  expect([admitted(wide), admitted(narrow)]).toEqual([3, 2]);
});

it('finds the same limits in all contracts with one part of the configuration, so that they count together', () => {
  const limitsOf = (api: ApiName, profile: Profile) =>
    byOperation(contractOf(api, profile)).map(({ operation }) =>
      operation.limits.rates.map(({ requests, windowSeconds, burst, scope, algorithm }) => ({
        ...{ requests, windowSeconds, burst, scope, algorithm },
      })),
    );
  for (const profile of profiles) {
    for (const apis of Map.groupBy(apiNames, configPartOf).values()) {
      const [first, ...others] = apis.flatMap((api) => limitsOf(api, profile));
      for (const other of others) expect(other).toEqual(first);
    }
  }
  expect(apiNames.length).toBeGreaterThan(new Set(apiNames.map(configPartOf)).size);
});

it('counts the requests of each API separately by default', () => {
  const { context } = sharedContext();
  const [one, other] = [1, 2].map(() => admitStep({ context, setting: [limit], keyOf }));
  const outcomes = [one, one, other, other].map((admit) => admit?.({} as Exchange));
  expect(outcomes).toEqual([undefined, undefined, undefined, undefined]);
});
