import { readdirSync, readFileSync } from 'node:fs';
import { casesOf, httpTarget, loadContract, type Scenario } from '@pushspec/conformance';
import { developmentConfig, profiles, type Vendor, vendors } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { failures, fakeClock, independent, serverOf, verified } from './verify.fixture.ts';

const cases = profiles.flatMap((profile) => vendors.map((vendor) => ({ profile, vendor })));

it.each(cases)(
  'verify finds no fault with a server that was written from the contract alone ($vendor, $profile)',
  async ({ profile, vendor }) => {
    const clock = fakeClock();
    const url = await independent({ profile, clock });
    const run = await verified({ url, vendor, profile, clock, exhausts: true });
    expect(failures(run)).toEqual([]);
    expect(run.summary.passed).toBeGreaterThan(400);
  },
  600_000,
);

it('the independent server imports Node and its own files alone', () => {
  const folder = new URL('../independent-server/', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  const imports = files.flatMap((name) =>
    [...readFileSync(new URL(name, folder), 'utf8').matchAll(/from '([^']+)'/g)].map(([, from = '']) => from),
  );
  expect(imports.length).toBeGreaterThan(5);
  expect(imports.filter((from) => !/^(node:|\.\/[a-z-]+\.ts$)/.test(from))).toEqual([]);
});

/** The written scenarios and some of the generated cases. */
async function firstCases(vendor: Vendor): Promise<Scenario[]> {
  return (await casesOf([loadContract(vendor, 'documented')])).slice(0, 200);
}

it('a wording that the contract leaves free is not compared', async () => {
  const clock = fakeClock();
  const url = await independent({
    profile: 'documented',
    clock,
    alter({ blueking }) {
      const { refuse } = blueking;
      blueking.refuse = (refusal, work) => refuse({ ...refusal, message: '说不清楚' }, work);
    },
  });
  const scenarios = await firstCases('blueking');
  expect(failures(await verified({ url, vendor: 'blueking', clock, scenarios }))).toEqual([]);
}, 600_000);

it('a limit does not look too low where requests take long to arrive', async () => {
  const clock = fakeClock();
  let arrived = 0;
  const now = () => {
    if (arrived++ % 40 === 1) void clock.sleep(500);
    return clock.now();
  };
  const url = await independent({ profile: 'documented', clock: { ...clock, now } });
  const all = await casesOf([loadContract('cloudmonitor', 'documented')]);
  const scenarios = all.filter(({ reason, raw }) => reason === 'accepted' && raw?.json);
  expect(scenarios.length).toBeGreaterThan(21);
  expect(failures(await verified({ url, vendor: 'cloudmonitor', clock, scenarios }))).toEqual([]);
}, 600_000);

it('a service that responds to every path with JSON is not taken for one with our admin API', async () => {
  for (const health of ['{}', '{"status":"ok"}', '"ok"']) {
    const url = await serverOf((_, response) => response.end(health), { hasEveryPath: true });
    const target = await httpTarget({ url, config: developmentConfig, profile: 'documented' });
    await target.close();
    expect(target.hasAdmin).toBe(false);
  }
});

it('another wording is a fault where the contract states it, and none when messages are relaxed', async () => {
  const clock = fakeClock();
  const url = await independent({
    profile: 'documented',
    clock,
    alter({ guance }) {
      const { refuse } = guance;
      guance.refuse = (refusal, work) => refuse({ ...refusal, message: 'no' }, work);
    },
  });
  const run = { url, vendor: 'guance' as const, clock, scenarios: await firstCases('guance') };
  const strict = failures(await verified(run));
  expect(strict.length).toBeGreaterThan(20);
  expect(strict.filter((line) => !line.includes('body /message'))).toEqual([]);
  expect(failures(await verified({ ...run, strictness: 'relaxed' }))).toEqual([]);
}, 600_000);
