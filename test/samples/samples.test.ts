/** Every sample of the docs is run against the reference server. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import {
  developmentConfig,
  isObject,
  type Json,
  type Language,
  loadBundle,
  operationsOf,
  type Vendor,
  vendors,
} from '@pushspec/contract';
import { type Sample, type SampleLanguage, sampleLanguages, samplesOf } from '@pushspec/docs/samples';
import { createServer, type PushServer } from '@pushspec/server';
import { afterAll, expect, it } from 'vitest';
import { installation, missingPrograms, runSample } from './sample-process.ts';

const installed = installation();
afterAll(() => rmSync(installed, { recursive: true }));

const MASKED = 'masked-failure';

function hasMaskedFailure(vendor: Vendor): boolean {
  return MASKED in loadBundle(vendor, 'documented')['x-reasons'];
}

interface Case extends Sample {
  vendor: Vendor;
  operationId: string;
  /** Language of the comments. */
  comments: Language;
  /** The body of the example. */
  body: Json;
}

function casesOf(vendor: Vendor, comments: Language): Case[] {
  const bundle = loadBundle(vendor, 'documented', comments);
  return operationsOf(bundle).flatMap((entry) =>
    samplesOf({ vendor, bundle, language: comments }, entry).map((sample) => ({
      ...sample,
      vendor,
      comments,
      operationId: entry.operationId,
      body: exampleBody(entry.operation.requestBody, sample.example),
    })),
  );
}

const cases = vendors.flatMap((vendor) => casesOf(vendor, 'en'));

/** The Chinese ones differ in their comments only: those with most of them are enough. */
const translated = casesOf('cloudmonitor', 'zh').filter(({ example }) => example === 'chinese');

function exampleBody(requestBody: Json | undefined, name: string): Json {
  const { content } = requestBody as {
    content: Record<string, { examples: Record<string, { value: Json }> }>;
  };
  return Object.values(content)[0]?.examples[name]?.value ?? null;
}

/** What `pushspec send` reads, with the values of development; the data id is that of the example. */
function environment({ vendor, body }: Case, url: string): Record<string, string> {
  const { blueking, cloudmonitor, guance } = developmentConfig;
  const dataId = blueking.dataIds.find((entry) => isObject(body) && entry.dataId === body.data_id);
  const key = cloudmonitor.accounts[0]?.keys[0];
  const monitor = guance.monitors[0];
  const credentials: Record<Vendor, Record<string, string | undefined>> = {
    blueking: {
      PUSHSPEC_BLUEKING_DATA_ID: String(dataId?.dataId),
      PUSHSPEC_BLUEKING_ACCESS_TOKEN: dataId?.accessToken,
    },
    cloudmonitor: {
      ALIBABA_CLOUD_ACCESS_KEY_ID: key?.accessKeyId,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: key?.accessKeySecret,
    },
    guance: { PUSHSPEC_GUANCE_SECRET: monitor?.secret, PUSHSPEC_GUANCE_SUB_URI: monitor?.subUri },
  };
  const all = Object.entries({ PUSHSPEC_URL: url, ...credentials[vendor] });
  return Object.fromEntries(all.map(([name, value]) => [name, String(value)]));
}

/** The body that arrived, without the credentials in it, which the admin API masks. */
async function arrived(url: string, id: string): Promise<unknown> {
  const answer = await fetch(`${url}/__admin/requests/${id}`);
  const { request } = (await answer.json()) as { request: { body: string } };
  return payload(JSON.parse(request.body));
}

function payload(body: Json): Json {
  return isObject(body) && 'data_id' in body ? (body.data ?? null) : body;
}

async function withServer(use: (server: PushServer, url: string) => Promise<void>): Promise<void> {
  const server = await createServer();
  try {
    const { url } = await server.listen({ port: 0 });
    await use(server, url);
  } finally {
    await server.close();
  }
}

function titleOf(language: SampleLanguage): string {
  const missing = missingPrograms(language);
  return missing.length === 0 ? language : `${language} (not run: there is no ${missing.join(' and no ')})`;
}

for (const language of sampleLanguages) {
  const isMissing = missingPrograms(language).length > 0;
  const own = [...cases, ...translated].filter((sample) => sample.language === language);

  it.skipIf(isMissing).concurrent.for(own)(
    `${titleOf(language)}: $vendor $example ($comments) is accepted as it stands in the contract`,
    async (sample, { expect }) => {
      await withServer(async (server, url) => {
        const run = await runSample(installed, { ...sample, env: environment(sample, url) });
        expect(run).toMatchObject({ code: 0 });
        const verdicts = await server.requests();
        expect(verdicts).toMatchObject([
          {
            vendor: sample.vendor,
            operation: sample.operationId,
            outcome: 'accepted',
            status: 200,
            reasons: [],
          },
        ]);
        expect(await arrived(url, verdicts[0]?.id ?? '')).toEqual(payload(sample.body));
      });
    },
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
