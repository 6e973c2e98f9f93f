/** The samples as texts, and those of two languages as programs; `npm run test:samples` runs all of them. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { developmentConfig, vendors } from '@pushspec/contract';
import { sampleLanguages } from '@pushspec/docs/samples';
import { afterAll, expect, it } from 'vitest';
import { type Case, cases, expectAccepted } from './sample-cases.ts';
import { installation, missingPrograms } from './sample-process.ts';

const installed = installation();
afterAll(() => rmSync(installed, { recursive: true }));

const isFirst = ({ vendor, example }: Case) =>
  cases.find((other) => other.vendor === vendor)?.example === example;

it.for(cases.filter(({ language }) => language === 'typescript').filter(isFirst))(
  'TypeScript: the first sample of $vendor is accepted as it stands in the contract',
  (sample) => expectAccepted(installed, sample),
);

it
  .skipIf(missingPrograms('curl').length > 0)
  .for(cases.filter(({ language }) => language === 'curl').filter(isFirst))(
  'curl (where it and openssl are installed): the first sample of $vendor is accepted as it stands in the contract',
  (sample) => expectAccepted(installed, sample),
);

it('has six samples of every example', () => {
  const names = new Set(cases.map(({ vendor, example }) => `${vendor} ${example}`));
  expect(names.size).toBeGreaterThan(vendors.length);
  expect(cases).toHaveLength(names.size * sampleLanguages.length);
});

it('has no credential in a sample', () => {
  const { blueking, cloudmonitor, guance } = developmentConfig;
  const secrets = [
    ...blueking.dataIds.map(({ accessToken }) => accessToken),
    ...cloudmonitor.accounts.flatMap(({ keys }) => keys.map(({ accessKeySecret }) => accessKeySecret)),
    ...guance.monitors.map(({ secret }) => secret),
  ];
  expect(cases.filter(({ source }) => secrets.some((secret) => source.includes(secret)))).toEqual([]);
});

it.skipIf(missingPrograms('go').length > 0)('formats Go as gofmt does (not run where there is no go)', () => {
  const own = cases.filter(({ language }) => language === 'go');
  for (const { source } of own) {
    expect(execFileSync('gofmt', { input: source, encoding: 'utf8' })).toBe(source);
  }
});
