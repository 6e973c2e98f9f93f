/** Every sample of the docs is run against the reference server. */
import { rmSync } from 'node:fs';
import { type SampleLanguage, sampleLanguages } from '@pushspec/docs/samples';
import { afterAll, it } from 'vitest';
import {
  cases,
  environment,
  expectAccepted,
  hasMaskedFailure,
  MASKED,
  translated,
  withServer,
} from './sample-cases.ts';
import { installation, missingPrograms, runSample } from './sample-process.ts';

const installed = installation();
afterAll(() => rmSync(installed, { recursive: true }));

function titleOf(language: SampleLanguage): string {
  const missing = missingPrograms(language);
  return missing.length === 0 ? language : `${language} (not run: there is no ${missing.join(' and no ')})`;
}

for (const language of sampleLanguages) {
  const isMissing = missingPrograms(language).length > 0;
  const own = [...cases, ...translated].filter((sample) => sample.language === language);

  it.skipIf(isMissing).concurrent.for(own)(
    `${titleOf(language)}: $vendor $example ($comments) is accepted as it stands in the contract`,
    (sample) => expectAccepted(installed, sample),
  );

  const refused = own.filter(
    ({ example, vendor }) => vendor === 'cloudmonitor' && example === 'documentation',
  );
  it.skipIf(isMissing).concurrent.for(refused)(
    `${titleOf(language)}: fails and prints the answer when the secret is wrong`,
    async (sample, { expect }) => {
      await withServer(async (server, url) => {
        const env = { ...environment(sample, url), ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'wrong' };
        const { code, output } = await runSample(installed, { ...sample, env });
        // The command line has a code of its own for refused credentials.
        expect(code).toBe(language === 'command-line' ? 4 : 1);
        expect(output).toMatch(/signature/i);
        expect(await server.requests()).toMatchObject([{ outcome: 'rejected', status: 403 }]);
      });
    },
  );

  const maskable = own.filter(({ vendor }) => hasMaskedFailure(vendor));
  it.skipIf(isMissing).concurrent.for(maskable)(
    `${titleOf(language)}: $vendor $example ($comments) fails when the failure hides in an answer with the status 200`,
    async (sample, { expect }) => {
      await withServer(async (server, url) => {
        server.fail({ vendor: sample.vendor, reason: MASKED });
        const { code } = await runSample(installed, { ...sample, env: environment(sample, url) });
        expect(code).toBe(1);
        expect(await server.requests()).toMatchObject([{ status: 200, reasons: [{ code: MASKED }] }]);
      });
    },
  );
}
