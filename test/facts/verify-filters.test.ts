import { type GeneratedCase, generateCases, loadContract } from '@pushspec/conformance';
import { apiNames, profiles } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { referenceServer, verify } from './verify-run.fixture.ts';

const listed = (lines: readonly string[]) => lines.map((line) => JSON.parse(line));

it.each([
  'status',
  'invalid',
  'status-',
  'status-invali',
  'tatus-invalid',
  'status-invalidx',
  'STATUS-INVALID',
  'status-invalid,title-type',
])('does not accept %s as the reason code status-invalid', async (reason) => {
  const { code, stdout, stderr } = await verify(['--list', '--api', 'guance', '--reason', reason]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(`\`--reason\` "${reason}" matches no case`);
});

it.each([
  ['--reason', 'sttus-invalid', 'status-invalid'],
  ['--reason', 'acepted', 'accepted'],
  ['--operation', 'pushEvnt', 'pushEvent'],
  ['--scenario', 'no-sub-url', 'no-sub-uri'],
  ['--scenario', 'guance/no-sub-url', 'guance/no-sub-uri'],
])('suggests a name for %s %s', async (option, value, name) => {
  const { code, stderr } = await verify(['--list', '--api', 'guance', option, value]);
  expect(code).toBe(2);
  expect(stderr).toBe(
    `pushspec: \`${option}\` "${value}" matches no case of the profile documented; did you mean "${name}"?\n`,
  );
});

it('rejects a value that matches nothing even if another value matches', async () => {
  const args = ['--list', '--api', 'guance', '--reason', 'status-invalid', 'no-such-reason'];
  const { code, stderr } = await verify(args);
  expect(code).toBe(2);
  expect(stderr).toContain('`--reason` "no-such-reason" matches no case');
});

it('reports that two filters together match nothing', async () => {
  const args = ['--list', '--api', 'guance', '--reason', 'title-type', '--scenario', 'no-sub-uri'];
  const { code, stderr } = await verify(args);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^pushspec: no case matches all filters \(\d+ cases without them\)/);
});

it('names the profile that has a case missing from the chosen one', async () => {
  const args = ['--list', '--api', 'blueking', '--reason', 'target-absent'];
  const { code, stderr } = await verify(args);
  expect(code).toBe(2);
  expect(stderr).toContain('the profile receiver has one: pass it with `--profile`');
  expect((await verify([...args, '--profile', 'receiver'])).code).toBe(0);
});

it('lists exactly the cases that are played with the same filter', async () => {
  const filter = [
    '--api',
    'guance',
    '--reason',
    'event-missing',
    'accepted',
    '--scenario',
    'event is',
    'sub-uri',
  ];
  const names = listed((await verify(['--list', '--json', ...filter])).lines);
  const played = listed((await verify(['--target', await referenceServer(), '--json', ...filter])).lines);
  expect(names.length).toBeGreaterThan(3);
  expect(played.flatMap((line) => line.scenario ?? [])).toEqual(names.map(({ scenario }) => scenario));
  expect(new Set(played.flatMap((line) => line.reason ?? []))).toEqual(
    new Set(['event-missing', 'accepted']),
  );
});

it('prints the cases and the counts as JSON with a filter, and no coverage', async () => {
  const args = ['--target', await referenceServer(), '--api', 'guance', '--reason', 'event-missing'];
  const lines = listed((await verify([...args, '--json'])).lines);
  expect(lines.slice(0, -1).every((line) => line.reason === 'event-missing' && 'outcome' in line)).toBe(true);
  expect(Object.keys(lines.at(-1))).toEqual(['summary']);
});

const generated = await Promise.all(
  apiNames.flatMap((api) => profiles.map((profile) => generateCases(loadContract(api, profile)))),
);

/** Returns the data that a case sends, as JSON. */
const sentBy = ({ call, raw }: GeneratedCase) => JSON.stringify(call ?? raw);

it('gives every generated case of a contract a unique name', () => {
  for (const cases of generated) {
    const names = cases.map(({ id }) => id);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  }
});

it('keeps the name of a generated case on one line and short', () => {
  const names = generated.flat().map(({ id }) => id);
  expect(names.filter((name) => /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(name) || [...name].length > 240)).toEqual(
    [],
  );
});

it.each([
  ['guance', 'event.status is "fatal " (', '"status":"fatal "'],
  ['guance', 'event.date is 0.5 (', '"date":0.5'],
  ['guance', 'event.check_value is null', '"check_value":null'],
  ['guance', 'event.* is named "source" (', '"source":'],
  ['blueking', 'data.0.metrics.cpu_load is 1e999 (', '"cpu_load\\":1e999'],
  ['cloudmonitor', 'header x-cms-api-version is "1.0"', '"x-cms-api-version":"1.0"'],
] as const)('includes the sent value in the name of a case of %s: %s', (api, name, sent) => {
  const found = generated.flat().filter((one) => one.api === api && one.id.includes(`: ${name}`));
  const all = found.length > 0 ? found : generated.flat().filter((one) => one.id.includes(name));
  expect(all.length).toBeGreaterThan(0);
  expect(all.filter((one) => !sentBy(one).includes(sent))).toEqual([]);
});

it('shows the length of a string if it is too long for a name', () => {
  const long = generated.flat().filter(({ id }) => id.includes('event_name is "aaaa') && id.includes('…'));
  expect(long.length).toBeGreaterThan(0);
  for (const one of long) {
    const [, count] = /\((\d+) characters/.exec(one.id) ?? [];
    expect(sentBy(one)).toContain(`"${'a'.repeat(Number(count))}"`);
  }
});
