/** Runs every sample of the docs against the reference server. */
import { rmSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { type SampleLanguage, sampleLanguages } from '@pushspec/docs/samples';
import { afterAll, it } from 'vitest';
import {
  type Case,
  cases,
  environment,
  expectAccepted,
  expectFilledAccepted,
  hasMaskedFailure,
  MASKED,
  runAgainst,
  translated,
  withServer,
} from './sample-cases.ts';
import { installation, missingPrograms } from './sample-process.ts';
import { sdksOf } from './sdks.ts';

const installed = installation();
afterAll(() => rmSync(installed, { recursive: true }));

function titleOf(language: SampleLanguage): string {
  const missing = missingPrograms(language);
  return missing.length === 0 ? language : `${language} (not run: there is no ${missing.join(' and no ')})`;
}

/** Returns why the samples of a language that call SDKs cannot run, or `undefined`. */
function missingSdks(language: SampleLanguage): string | undefined {
  const { sdk } = cases.find((sample) => sample.language === language && sample.sdk !== undefined) ?? {};
  if (sdk === undefined || missingPrograms(language).length > 0) return undefined;
  const found = sdksOf(sdk);
  return 'missing' in found ? found.missing : undefined;
}

function hasSameCredentials(one: Case, other: Case): boolean {
  return one.api === other.api && isDeepStrictEqual(environment(one, ''), environment(other, ''));
}

for (const language of sampleLanguages) {
  const isMissing = missingPrograms(language).length > 0;
  const withoutSdks = missingSdks(language);
  if (withoutSdks !== undefined)
    it.skip(`${language}: samples with an SDK are not run: ${withoutSdks}`, () => {});
  const own = [...cases, ...translated]
    .filter((sample) => sample.language === language)
    .filter(({ sdk }) => sdk === undefined || withoutSdks === undefined);
  // The docs show the first example of each API, and of each data ID of BlueKing.
  const firstOfEach = own.filter(
    (sample) => own.find((other) => hasSameCredentials(other, sample))?.example === sample.example,
  );

  it.skipIf(isMissing).concurrent.for(own)(
    `${titleOf(language)}: $api $operationId $example ($comments) is accepted and arrives exactly as in the contract`,
    (sample) => expectAccepted(installed, sample),
  );

  it.skipIf(isMissing).concurrent.for(firstOfEach)(
    `${titleOf(language)}: $api $operationId $example is accepted with the development credentials filled in`,
    (sample) => expectFilledAccepted(installed, sample),
  );

  // The command line uses the development credentials on this machine; its own tests cover other servers.
  it.skipIf(isMissing).concurrent.for(language === 'command-line' ? [] : firstOfEach)(
    `${titleOf(language)}: $api $operationId $example names a missing variable and sends nothing`,
    async (sample, { expect }) => {
      await withServer(async (server, url) => {
        const values = environment(sample, url);
        const [, missing = ''] = Object.keys(values);
        const { [missing]: _, ...env } = values;
        const { code, output } = await runAgainst(installed, sample, url, env);
        expect(code).not.toBe(0);
        expect(output).toContain(missing);
        expect(output).not.toMatch(/Traceback|Exception in|goroutine|^ +at /m);
        expect(await server.requests()).toEqual([]);
      });
    },
  );

  const refused = own.filter(({ example, api }) => api === 'cloudmonitor' && example === 'documentation');
  it.skipIf(isMissing).concurrent.for(refused)(
    `${titleOf(language)}: prints the response, and programs fail, when the secret is wrong`,
    async (sample, { expect }) => {
      await withServer(async (server, url) => {
        const env = { ...environment(sample, url), ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'wrong' };
        const { code, output } = await runAgainst(installed, sample, url, env);
        // curl exits with 0 as soon as it has a response. The command line has a separate exit code for rejected credentials.
        expect(code).toBe({ curl: 0, 'command-line': 4 }[language as string] ?? 1);
        expect(output).toMatch(/signature/i);
        expect(output).toContain('403');
        expect(await server.requests()).toMatchObject([{ outcome: 'rejected', status: 403 }]);
      });
    },
  );

  const maskable = own.filter(({ api }) => language !== 'curl' && hasMaskedFailure(api));
  it.skipIf(isMissing).concurrent.for(maskable)(
    `${titleOf(language)}: $api $operationId $example ($comments) fails when the failure hides in a response with status 200`,
    async (sample, { expect }) => {
      await withServer(async (server, url) => {
        server.fail({ api: sample.api, reason: MASKED });
        const { code } = await runAgainst(installed, sample, url, environment(sample, url));
        expect(code).toBe(1);
        expect(await server.requests()).toMatchObject([{ status: 200, reasons: [{ code: MASKED }] }]);
      });
    },
  );
}
