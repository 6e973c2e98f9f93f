/** Every limit of every contract is changed in spec/, and all that is made of the contracts follows when it is generated anew. */
import { loadBundle, profiles, type Vendor, vendors } from '@pushspec/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LAST_OF_CLOCK } from '../limit-drill/boundary.ts';
import { aimAt, type Limit, limitsOf } from '../limit-drill/limits.ts';
import { moveLimits } from '../limit-drill/move-limits.ts';
import type { Observation, Observations } from '../limit-drill/observe.ts';
import type { SeenBoundary } from '../limit-drill/server-drill.ts';
import { copyWorkspace } from '../workspace-copy.ts';

const contracts = vendors.flatMap((vendor) => profiles.map((profile) => ({ vendor, profile })));
const limitsBefore = (vendor: Vendor, profile: (typeof profiles)[number]) =>
  limitsOf(loadBundle(vendor, profile));

const copy = copyWorkspace('packages', 'test');
afterAll(() => copy.remove());

let seen: Observations;

beforeAll(async () => {
  for (const vendor of vendors) {
    moveLimits(copy, `spec/${vendor}/openapi.yaml`, {
      documented: loadBundle(vendor, 'documented'),
      receiver: loadBundle(vendor, 'receiver'),
    });
  }
  await copy.node('packages/contract/src/bin.ts', 'generate');
  seen = JSON.parse(await copy.node('test/limit-drill/observe.ts'));
});

/** What became of the limits of a contract that satisfy a condition; there have to be some. */
function seenOf(vendor: Vendor, profile: string, condition: (limit: Limit) => boolean): Observation[] {
  const prefix = `${vendor} ${profile} `;
  const found = Object.entries(seen.limits).filter(
    ([key, { limit }]) => key.startsWith(prefix) && condition(limit),
  );
  expect(found).not.toEqual([]);
  return found.map(([, observation]) => observation);
}

/** Pointers of the limits at which the new number is not the one that counts: what lies beyond it has its reason. */
function notAtLimit(
  observations: readonly Observation[],
  part: (observation: Observation) => SeenBoundary | undefined,
): string[] {
  return observations
    .filter((observation) => {
      const { fits, beyond } = part(observation) ?? {};
      const { reason } = observation.limit;
      if (!fits || fits.codes.includes(reason)) return true;
      return beyond ? !beyond.codes.includes(reason) : fits.isRefused;
    })
    .map(({ limit }) => limit.pointer);
}

it('finds the limits of the contracts', () => {
  const names = contracts.flatMap(({ vendor, profile }) =>
    limitsBefore(vendor, profile).map(({ name }) => name),
  );
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

it.each(contracts)('every limit of $vendor ($profile) has another number', ({ vendor, profile }) => {
  const same = limitsBefore(vendor, profile).filter(
    ({ pointer, value }) => (seen.limits[`${vendor} ${profile} ${pointer}`]?.limit.value ?? value) === value,
  );
  expect(same).toEqual([]);
});

/** Whether the limit is a time that the server's clock cannot show: a later one is refused whatever the limit is. */
const isBeyondClock = ({ name, value, place }: Limit) =>
  name === 'exclusiveMaximum' && place?.path.at(-1) === 'timestamp' && value > LAST_OF_CLOCK;

it.each(contracts)('the server judges by the new numbers of $vendor ($profile)', ({ vendor, profile }) => {
  expect(
    notAtLimit(
      seenOf(vendor, profile, (limit) => !isBeyondClock(limit)),
      ({ server }) => server,
    ),
  ).toEqual([]);
});

/** Whether a client tells from a request as a whole, before it sends it, that it is too much or too little. */
const isOfSending = ({ name, place }: Limit) =>
  name === 'x-max-body-bytes.bytes' || (/Items$/.test(name) && (place?.path.length ?? 0) <= 1);

it.each(vendors)('the client of %s sends nothing beyond the new numbers', (vendor) => {
  expect(notAtLimit(seenOf(vendor, 'documented', isOfSending), ({ client }) => client)).toEqual([]);
});

/** Whether an item by itself can break it: its credentials, its headers and its neighbours cannot be told from it. */
const isOfItem = ({ name, place }: Limit) => {
  if (name.startsWith('x-')) return name === 'x-max-depth.depth' || name === 'x-max-future.seconds';
  const [first, second] = place?.path ?? [];
  const isElsewhere = first === undefined || first === 'header' || first === 'data_id';
  return !isElsewhere && (first !== 'data' || second !== undefined);
};

it.each(vendors)('local validation judges by the new numbers of %s', (vendor) => {
  expect(notAtLimit(seenOf(vendor, 'documented', isOfItem), ({ validation }) => validation)).toEqual([]);
});

it('a batch of a reporter has as many items as the new number', () => {
  const observed = seenOf('cloudmonitor', 'documented', ({ name }) => name === 'maxItems');
  expect(observed.map(({ batches }) => batches)).toMatchObject(
    observed.map(({ limit }) => ({ largestItems: limit.value, splits: 0 })),
  );
});

it.each(vendors)('a batch of a reporter to %s has no more bytes than the new number', (vendor) => {
  const [{ batches, limit }] = seenOf(
    vendor,
    'documented',
    ({ name }) => name === 'x-max-body-bytes.bytes',
  ) as [Observation];
  expect(batches?.splits).toBe(0);
  expect(batches?.largestBytes).toBeLessThanOrEqual(limit.value);
  expect(batches?.largestBytes).toBeGreaterThan(limit.value / 10);
});

it.each(vendors)('a reporter keeps to the new pace of %s', (vendor) => {
  const windows = seenOf(vendor, 'documented', ({ name }) => name === 'x-rate-limits.windowSeconds');
  const paces = seenOf(vendor, 'documented', ({ name }) => name === 'x-rate-limits.requests');
  expect(paces.map(({ pace }) => pace)).toEqual(
    paces.map(({ limit }, index) => ({
      atOnce: limit.value,
      // It waits a thousandth longer, as clocks differ.
      nextAfterMs: Number(windows[index]?.limit.value) * 1001,
    })),
  );
});

it.each(vendors)('the mock refuses what is beyond the new numbers of %s', (vendor) => {
  const mocked = seenOf(vendor, 'documented', () => true).filter(({ mock }) => mock);
  expect(mocked.length).toBeGreaterThan(3);
  expect(mocked.filter(({ mock }) => mock?.fits !== 200 || mock?.beyond === 200)).toEqual([]);
});

/** Limits that the docs and the generated tables have besides the schemas. */
const isOfOperation = ({ name }: Limit) =>
  name === 'maxItems' || (name.startsWith('x-') && name !== 'x-dropped-from-bytes.bytes');

it.each(contracts)('the docs show the new numbers of $vendor ($profile)', ({ vendor, profile }) => {
  const shown = seen.docs[`${vendor} ${profile}`]?.flat() ?? [];
  const missing = seenOf(vendor, profile, isOfOperation).filter(({ limit }) => !shown.includes(limit.value));
  expect(missing).toEqual([]);
});

it.each(contracts.filter(({ profile }) => profile === 'documented'))(
  'the generated table has the new numbers of $vendor ($profile)',
  ({ vendor, profile }) => {
    const table = seen.tables[`${vendor} ${profile}`] ?? {};
    const observed = seenOf(vendor, profile, (limit) => tableEntry(table, limit) !== undefined);
    expect(observed.map(({ limit }) => tableEntry(table, limit))).toEqual(
      observed.map(({ limit }) => limit.value),
    );
    const names = observed.map(({ limit }) => limit.name);
    expect(names).toEqual(expect.arrayContaining(['x-max-depth.depth', 'x-rate-limits.requests']));
  },
);

/** Undefined for a limit that the table is not about. */
function tableEntry(table: Observations['tables'][string], { name, pointer, place }: Limit): unknown {
  const [, index, member] = /x-rate-limits\/(\d+)\/(\w+)$/.exec(pointer) ?? [];
  if (member) return (table.rateLimits as Record<string, unknown>[])[Number(index)]?.[member];
  if (/Items$/.test(name)) return (place?.path.length ?? 0) <= 1 ? table[name] : undefined;
  const names: Readonly<Record<string, string>> = {
    'x-max-body-bytes.bytes': 'maxBodyBytes',
    'x-max-depth.depth': 'maxDepth',
    'x-clock-skew.seconds': 'clockSkewSeconds',
  };
  return names[name] && table[names[name]];
}

it.each(profiles)(
  'scenarios and generated cases pass by the new numbers, without an edit (%s)',
  (profile) => {
    const { written, problems } = seen.scenarios[profile] as Observations['scenarios'][string];
    expect(problems).toEqual([]);
    expect(written).toBeGreaterThan(20);
  },
);

it.each(contracts)('each new number of $vendor ($profile) has cases of its own', ({ vendor, profile }) => {
  const { generatedFor, edges } = seen.scenarios[profile] as Observations['scenarios'][string];
  const without = seenOf(vendor, profile, () => true).filter(({ limit: { pointer, name, reason } }) =>
    // How long a limit lasts, and what it lets through at once, takes a sequence.
    /windowSeconds|burst/.test(name)
      ? !edges.some((edge) => edge.startsWith(`${vendor}: ${reason} `))
      : !generatedFor.includes(`${vendor} ${aimAt(pointer)}`),
  );
  expect(without.map(({ limit }) => limit.pointer)).toEqual([]);
});

it('no text and no example of the contracts has an old number', () => {
  expect(seen.lint).toEqual([]);
});
