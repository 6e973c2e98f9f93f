/** The samples of the docs, and what the reference server says to them. */
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
import { type Sample, samplesOf } from '@pushspec/docs/samples';
import { createServer, type PushServer } from '@pushspec/server';
import { expect } from 'vitest';
import { runSample } from './sample-process.ts';

export const MASKED = 'masked-failure';

export function hasMaskedFailure(vendor: Vendor): boolean {
  return MASKED in loadBundle(vendor, 'documented')['x-reasons'];
}

export interface Case extends Sample {
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

export const cases = vendors.flatMap((vendor) => casesOf(vendor, 'en'));

/** The Chinese ones differ in their comments only: those with most of them are enough. */
export const translated = casesOf('cloudmonitor', 'zh').filter(({ example }) => example === 'chinese');

function exampleBody(requestBody: Json | undefined, name: string): Json {
  const { content } = requestBody as {
    content: Record<string, { examples: Record<string, { value: Json }> }>;
  };
  return Object.values(content)[0]?.examples[name]?.value ?? null;
}

/** What `pushspec send` reads, with the values of development; the data id is that of the example. */
export function environment({ vendor, body }: Case, url: string): Record<string, string> {
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

export async function withServer(use: (server: PushServer, url: string) => Promise<void>): Promise<void> {
  const server = await createServer();
  try {
    const { url } = await server.listen({ port: 0 });
    await use(server, url);
  } finally {
    await server.close();
  }
}

/** Runs a sample, and expects that its body arrives as it stands in the contract. */
export function expectAccepted(installed: string, sample: Case): Promise<void> {
  return withServer(async (server, url) => {
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
}
