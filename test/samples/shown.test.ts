/** Checks the samples as strings, and runs those in two languages. `npm run test:samples` runs all of them. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { type ApiName, apiNames, developmentConfig, loadBundle, operationsOf } from '@pushspec/contract';
import { sampleLanguages, serversOf } from '@pushspec/docs/samples';
import { afterAll, expect, it } from 'vitest';
import { type Case, cases, environment, expectAccepted, filledCases } from './sample-cases.ts';
import { installation, missingPrograms } from './sample-process.ts';

const installed = installation();
afterAll(() => rmSync(installed, { recursive: true }));

const LOCAL = 'http://127.0.0.1:4010';
const filled = filledCases(LOCAL);
const isFirst = ({ api, example }: Case) => cases.find((other) => other.api === api)?.example === example;

it.for(cases.filter(({ language, sdk }) => language === 'typescript' && sdk === undefined).filter(isFirst))(
  'TypeScript: the first sample of $api is accepted exactly as in the contract',
  (sample) => expectAccepted(installed, sample),
);

it
  .skipIf(missingPrograms('curl').length > 0)
  .for(cases.filter(({ language }) => language === 'curl').filter(isFirst))(
  'curl (where it and openssl are installed): the first sample of $api is accepted exactly as in the contract',
  (sample) => expectAccepted(installed, sample),
);

it('has a sample in each language per example of the first operation of an API', () => {
  const first = cases.filter(({ api, operationId }) => operationId === firstOperationOf(api));
  const names = new Set(first.map(({ api, example }) => `${api} ${example}`));
  expect(names.size).toBeGreaterThan(apiNames.length);
  expect(first).toHaveLength(names.size * sampleLanguages.length);
});

function firstOperationOf(api: ApiName): string | undefined {
  return operationsOf(loadBundle(api, 'documented'))[0]?.operationId;
}

it('has samples with curl and the SDKs of the vendor for each operation of an RPC API', () => {
  const other = cases.filter(({ api, operationId }) => operationId !== firstOperationOf(api));
  expect([...new Set(other.map(({ language }) => language))]).toEqual([
    'curl',
    'typescript',
    'python',
    'java',
    'go',
  ]);
});

it('has no credential in a sample for a vendor', () => {
  const { blueking, cloudmonitor, guance } = developmentConfig;
  const secrets = [
    ...blueking.dataIds.map(({ accessToken }) => accessToken),
    ...cloudmonitor.accounts.flatMap(({ keys }) => keys.map(({ accessKeySecret }) => accessKeySecret)),
    ...guance.monitors.map(({ secret }) => secret),
  ];
  expect(cases.filter(({ source }) => secrets.some((secret) => source.includes(secret)))).toEqual([]);
});

it('has no vendor URL and no variable in a sample with development credentials', () => {
  const vendors = apiNames.flatMap((api) => serversOf(loadBundle(api, 'documented')).map(({ url }) => url));
  expect(filled).toHaveLength(cases.length);
  const wrong = filled.filter(
    ({ source }) => vendors.some((url) => source.includes(url)) || /PUSHSPEC_|ALIBABA_CLOUD_/.test(source),
  );
  expect(wrong).toEqual([]);
  expect(filled.filter(({ source }) => !source.includes(LOCAL))).toEqual([]);
});

it('has a comment that lists every variable the sample reads', () => {
  for (const sample of cases) {
    const comment = sample.source.split('\n').find((line) => /^\s*(#|\/\/) Set /.test(line)) ?? '';
    const [, ...names] = Object.keys(environment(sample, LOCAL));
    for (const name of names) expect(comment).toContain(name);
  }
});

it('contains no times in the past', () => {
  const times = /\b(1[0-9]{9}|1[0-9]{12}|20[0-9]{6}T[0-9]{6}\.[0-9]{3})/;
  expect([...cases, ...filled].filter(({ source }) => times.test(source))).toEqual([]);
});

it.skipIf(missingPrograms('go').length > 0)('formats Go as gofmt does (skipped without go)', () => {
  const own = [...cases, ...filled].filter(({ language }) => language === 'go');
  for (const { source } of own) {
    expect(execFileSync('gofmt', { input: source, encoding: 'utf8' })).toBe(source);
  }
});
