/** Changes every limit of every contract in spec/ and checks that everything generated from the contracts follows. */

import { type ApiName, apiNames, loadBundle, profiles } from '@pushspec/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LAST_CLOCK_MS } from '../limit-drill/boundary.ts';
import { aimOf, type Limit, limitsOf } from '../limit-drill/limits.ts';
import { moveLimits } from '../limit-drill/move-limits.ts';
import type { Observation, Observations } from '../limit-drill/observe.ts';
import type { ObservedBoundary } from '../limit-drill/server-drill.ts';
import { copyWorkspace } from '../workspace-copy.ts';

const contracts = apiNames.flatMap((api) => profiles.map((profile) => ({ api, profile })));
const limitsBefore = (api: ApiName, profile: (typeof profiles)[number]) => limitsOf(loadBundle(api, profile));

const copy = copyWorkspace('packages', 'test');
afterAll(() => copy.remove());

let observations: Observations;

beforeAll(async () => {
  for (const api of apiNames) {
    moveLimits(copy, `spec/${api}/openapi.yaml`, {
      documented: loadBundle(api, 'documented'),
      receiver: loadBundle(api, 'receiver'),
    });
  }
  await copy.node('packages/contract/src/bin.ts', 'generate');
  observations = JSON.parse(await copy.node('test/limit-drill/observe.ts'));
});

/** Returns the observations for the limits that satisfy a condition. Fails if there are none. */
function observationsOf(api: ApiName, profile: string, condition: (limit: Limit) => boolean): Observation[] {
  const prefix = `${api} ${profile} `;
  const found = Object.entries(observations.limits).filter(
    ([key, { limit }]) => key.startsWith(prefix) && condition(limit),
  );
  expect(found).not.toEqual([]);
  return found.map(([, observation]) => observation);
}

/** Returns the pointers of limits that are not enforced: exceeding the new number does not give its reason. */
function notEnforced(
  observations: readonly Observation[],
  part: (observation: Observation) => ObservedBoundary | undefined,
): string[] {
  return observations
    .filter((observation) => {
      const { allowed, exceeded } = part(observation) ?? {};
      const { reason } = observation.limit;
      if (!allowed || allowed.codes.includes(reason)) return true;
      return exceeded ? !exceeded.codes.includes(reason) : allowed.isRefused;
    })
    .map(({ limit }) => limit.pointer);
}

it('finds the limits of the contracts', () => {
  const names = contracts.flatMap(({ api, profile }) => limitsBefore(api, profile).map(({ name }) => name));
  expect([...new Set(names)].sort()).toEqual([
    'exclusiveMaximum',
    'maxItems',
    'maxLength',
    'maximum',
    'minItems',
    'minLength',
    'minProperties',
    'minimum',
    'x-clock-skew.seconds',
    'x-dropped-from-bytes.bytes',
    'x-max-body-bytes.bytes',
    'x-max-depth.depth',
    'x-max-future.seconds',
    'x-rate-limits.burst',
    'x-rate-limits.requests',
    'x-rate-limits.windowSeconds',
  ]);
});

it.each(contracts)('every limit of $api ($profile) has a new number', ({ api, profile }) => {
  const same = limitsBefore(api, profile).filter(
    ({ pointer, value }) =>
      (observations.limits[`${api} ${profile} ${pointer}`]?.limit.value ?? value) === value,
  );
  expect(same).toEqual([]);
});

/** Returns whether the limit is a time that the server's clock cannot reach. Later times are refused for another reason. */
const isAheadOfClock = ({ name, value, location }: Limit) =>
  name === 'exclusiveMaximum' && location?.path.at(-1) === 'timestamp' && value > LAST_CLOCK_MS;

it.each(contracts)('the server enforces the new numbers of $api ($profile)', ({ api, profile }) => {
  expect(
    notEnforced(
      observationsOf(api, profile, (limit) => !isAheadOfClock(limit)),
      ({ server }) => server,
    ),
  ).toEqual([]);
});

/** Returns whether a client checks the limit on the whole request before sending it. */
const isCheckedBySend = ({ name, location }: Limit) =>
  name === 'x-max-body-bytes.bytes' || (/Items$/.test(name) && (location?.path.length ?? 0) <= 1);

it.each(apiNames)('the client of %s sends nothing above the new numbers', (api) => {
  expect(notEnforced(observationsOf(api, 'documented', isCheckedBySend), ({ client }) => client)).toEqual([]);
});

/** Returns whether a single item can exceed the limit, regardless of credentials, headers and other items. */
const isAboutItem = ({ name, location }: Limit) => {
  if (name.startsWith('x-')) return name === 'x-max-depth.depth' || name === 'x-max-future.seconds';
  const [first, second] = location?.path ?? [];
  const isElsewhere = first === undefined || first === 'header' || first === 'data_id';
  return !isElsewhere && (second !== undefined || (first !== 'data' && first !== 'EventInfo'));
};

it.each(apiNames)('local validation enforces the new numbers of %s', (api) => {
  expect(notEnforced(observationsOf(api, 'documented', isAboutItem), ({ validation }) => validation)).toEqual(
    [],
  );
});

it('a reporter batch has as many items as the new number', () => {
  const observed = observationsOf('cloudmonitor', 'documented', ({ name }) => name === 'maxItems');
  expect(observed.map(({ batches }) => batches)).toMatchObject(
    observed.map(({ limit }) => ({ largestItems: limit.value, splits: 0 })),
  );
});

it.each(apiNames)('a reporter batch for %s has no more bytes than the new number', (api) => {
  const [{ batches, limit }] = observationsOf(
    api,
    'documented',
    ({ name }) => name === 'x-max-body-bytes.bytes',
  ) as [Observation];
  expect(batches?.splits).toBe(0);
  expect(batches?.largestBytes).toBeLessThanOrEqual(limit.value);
  expect(batches?.largestBytes).toBeGreaterThan(limit.value / 10);
});

it.each(apiNames)('a reporter respects the new rate limit of %s', (api) => {
  const first = limitsBefore(api, 'documented')[0]?.operation;
  const isRate = (part: string) => (limit: Limit) =>
    limit.name === `x-rate-limits.${part}` && limit.operation === first;
  const windows = observationsOf(api, 'documented', isRate('windowSeconds'));
  const paces = observationsOf(api, 'documented', isRate('requests'));
  expect(paces.map(({ pace }) => pace)).toEqual(
    paces.map(({ limit }, index) => ({
      initialCount: limit.value,
      // The reporter waits 0.1 % longer, because clocks differ.
      nextAfterMs: Number(windows[index]?.limit.value) * 1001,
    })),
  );
});

it.each(apiNames)('the mock refuses what exceeds the new numbers of %s', (api) => {
  const mocked = observationsOf(api, 'documented', () => true).filter(({ mock }) => mock);
  expect(mocked.length).toBeGreaterThan(3);
  expect(mocked.filter(({ mock }) => mock?.allowed !== 200 || mock?.exceeded === 200)).toEqual([]);
});

/** Returns whether the docs and the generated tables show the limit in addition to the schemas. */
const isInTables = ({ name }: Limit) =>
  name === 'maxItems' || (name.startsWith('x-') && name !== 'x-dropped-from-bytes.bytes');

it.each(contracts)('the docs show the new numbers of $api ($profile)', ({ api, profile }) => {
  const shown = observations.docs[`${api} ${profile}`]?.flat() ?? [];
  const missing = observationsOf(api, profile, isInTables).filter(
    ({ limit }) => !shown.includes(limit.value),
  );
  expect(missing).toEqual([]);
});

it.each(contracts.filter(({ profile }) => profile === 'documented'))(
  'the generated table has the new numbers of $api ($profile)',
  ({ api, profile }) => {
    const tables = observations.tables[`${api} ${profile}`] ?? {};
    const entry = (limit: Limit) => tableEntry(tables[limit.operation] ?? {}, limit);
    const observed = observationsOf(api, profile, (limit) => entry(limit) !== undefined);
    expect(observed.map(({ limit }) => entry(limit))).toEqual(observed.map(({ limit }) => limit.value));
    const names = observed.map(({ limit }) => limit.name);
    expect(names).toEqual(expect.arrayContaining(['x-max-depth.depth', 'x-rate-limits.requests']));
  },
);

/** Returns the table's number for a limit, or `undefined` if the table does not cover it. */
function tableEntry(
  table: Observations['tables'][string][string],
  { name, pointer, location }: Limit,
): unknown {
  const [, index, property] = /x-rate-limits\/(\d+)\/(\w+)$/.exec(pointer) ?? [];
  if (property) return (table.rateLimits as Record<string, unknown>[])[Number(index)]?.[property];
  if (/Items$/.test(name)) return (location?.path.length ?? 0) <= 1 ? table[name] : undefined;
  const names: Readonly<Record<string, string>> = {
    'x-max-body-bytes.bytes': 'maxBodyBytes',
    'x-max-depth.depth': 'maxDepth',
    'x-clock-skew.seconds': 'clockSkewSeconds',
  };
  return names[name] && table[names[name]];
}

it.each(profiles)('scenarios and generated cases pass unchanged with the new numbers (%s)', (profile) => {
  const { written, problems } = observations.scenarios[profile] as Observations['scenarios'][string];
  expect(problems).toEqual([]);
  expect(written).toBeGreaterThan(20);
});

/** Returns whether nothing in a request can be nested, because its parameters contain no JSON. */
const cannotNest = ({ limit, server }: Observation) =>
  limit.name === 'x-max-depth.depth' && server.exceeded === undefined;

it.each(contracts)('each new number of $api ($profile) has generated cases', ({ api, profile }) => {
  const { generatedFor, edges } = observations.scenarios[profile] as Observations['scenarios'][string];
  const all = observationsOf(api, profile, () => true).filter((one) => !cannotNest(one));
  const without = all.filter(({ limit: { pointer, name, reason } }) =>
    // Window lengths and bursts need a sequence.
    /windowSeconds|burst/.test(name)
      ? !edges.some((edge) => edge.startsWith(`${api}: ${reason} `))
      : !generatedFor.includes(`${api} ${aimOf(pointer)}`),
  );
  expect(without.map(({ limit }) => limit.pointer)).toEqual([]);
});

it('no description or example in the contracts has an old number', () => {
  expect(observations.lint).toEqual([]);
});
