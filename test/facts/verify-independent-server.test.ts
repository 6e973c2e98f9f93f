import { readdirSync, readFileSync } from 'node:fs';
import { casesOf, httpTarget, loadContract, type Scenario } from '@pushspec/conformance';
import { type ApiName, apiNames, developmentConfig, profiles } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { failures, fakeClock, independent, serverOf, verified } from './verify.fixture.ts';

const cases = profiles.flatMap((profile) => apiNames.map((api) => ({ profile, api })));

it.each(cases)(
  'verify passes a server written only from the contract ($api, $profile)',
  async ({ profile, api }) => {
    const clock = fakeClock();
    const url = await independent({ profile, clock });
    const run = await verified({ url, api, profile, clock, exhaustsLimits: true });
    expect(failures(run)).toEqual([]);
    expect(run.summary.passed).toBeGreaterThan(400);
  },
  600_000,
);

it('verify passes a server that counts the requests of both CloudMonitor APIs together', async () => {
  const clock = fakeClock();
  const url = await independent({ profile: 'documented', clock });
  const run = await verified({ url, api: 'cloudmonitor', others: ['cloudmonitor-rpc'], clock });
  expect(failures(run)).toEqual([]);
  expect(new Set(run.summary.results.map(({ scenario }) => scenario.api)).size).toBe(2);
}, 600_000);

it('the independent server imports only Node modules and its own files', () => {
  const folder = new URL('../independent-server/', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  const imports = files.flatMap((name) =>
    [...readFileSync(new URL(name, folder), 'utf8').matchAll(/from '([^']+)'/g)].map(([, from = '']) => from),
  );
  expect(imports.length).toBeGreaterThan(5);
  expect(imports.filter((from) => !/^(node:|\.\/[a-z-]+\.ts$)/.test(from))).toEqual([]);
});

it('the independent server responds with 500 if a service throws', async () => {
  const url = await independent({
    profile: 'documented',
    clock: fakeClock(),
    alter({ guance }) {
      guance.accept = () => {
        throw new Error('broken');
      };
      guance.order = [];
    },
  });
  const response = await fetch(`${url}/api/v1/push-events/a/b`, { method: 'POST', body: '{}' });
  expect([response.status, await response.text()]).toEqual([500, 'internal error: Error: broken']);
});

/** Returns the written scenarios and some of the generated cases. */
async function firstCases(api: ApiName): Promise<Scenario[]> {
  return (await casesOf([loadContract(api, 'documented')])).slice(0, 200);
}

it('messages that the contract does not define are not compared', async () => {
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
  expect(failures(await verified({ url, api: 'blueking', clock, scenarios }))).toEqual([]);
}, 600_000);

it('slow requests do not make a limit look too low', async () => {
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
  expect(failures(await verified({ url, api: 'cloudmonitor', clock, scenarios }))).toEqual([]);
}, 600_000);

it('a service that responds to every path with JSON is not mistaken for one with our admin API', async () => {
  for (const health of ['{}', '{"status":"ok"}', '"ok"']) {
    const url = await serverOf((_, response) => response.end(health), { hasEveryPath: true });
    const target = await httpTarget({ url, config: developmentConfig, profile: 'documented' });
    await target.close();
    expect(target.hasAdmin).toBe(false);
  }
});

it('a different message is a failure if the contract defines it, unless messages are relaxed', async () => {
  const clock = fakeClock();
  const url = await independent({
    profile: 'documented',
    clock,
    alter({ guance }) {
      const { refuse } = guance;
      guance.refuse = (refusal, work) => refuse({ ...refusal, message: 'no' }, work);
    },
  });
  const run = { url, api: 'guance' as const, clock, scenarios: await firstCases('guance') };
  const strict = failures(await verified(run));
  expect(strict.length).toBeGreaterThan(20);
  expect(strict.filter((line) => !line.includes('body /message'))).toEqual([]);
  expect(failures(await verified({ ...run, strictness: 'relaxed' }))).toEqual([]);
}, 600_000);
