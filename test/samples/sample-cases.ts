/** Lists the samples of the docs, and runs them against the reference server. */
import {
  type ApiName,
  apiNames,
  bodyOfParameters,
  isObject,
  type Json,
  type Language,
  loadBundle,
  operationsOf,
  readOperations,
  requestExamples,
  sentParameters,
  withoutTimes,
} from '@pushspec/contract';
import { developmentValues, type Sample, type SampleTarget, samplesOf } from '@pushspec/docs/samples';
import { createServer, type PushServer } from '@pushspec/server';
import { expect } from 'vitest';
import { runSample } from './sample-process.ts';

export const MASKED = 'masked-failure';

export function hasMaskedFailure(api: ApiName): boolean {
  return MASKED in loadBundle(api, 'documented')['x-reasons'];
}

export interface Case extends Sample {
  api: ApiName;
  operationId: string;
  /** Language of the comments. */
  comments: Language;
  /** Body of the example without timestamps. */
  body: Json;
}

function casesOf(api: ApiName, comments: Language, target?: (body: Json) => SampleTarget): Case[] {
  const bundle = loadBundle(api, 'documented', comments);
  return operationsOf(bundle).flatMap((entry) =>
    requestExamples(bundle, entry).flatMap(({ name, value }) =>
      samplesOf({ api, bundle, language: comments, ...(target && { target: target(value) }) }, entry)
        .filter(({ example }) => example === name)
        .map((sample) => ({
          ...sample,
          api,
          comments,
          operationId: entry.operationId,
          body: withoutTimes(bundle, entry, value),
        })),
    ),
  );
}

/** The samples on hosted pages. */
export const cases = apiNames.flatMap((api) => casesOf(api, 'en'));

/** Returns the same samples for a server, with the development credentials filled in. */
export const filledCases = (server: string): Case[] =>
  apiNames.flatMap((api) => casesOf(api, 'en', (body) => ({ server, values: developmentValues(api, body) })));

/** Chinese samples with the most comments. The others differ only in their comments. */
export const translated = casesOf('cloudmonitor', 'zh').filter(({ example }) => example === 'chinese');

/** Returns a sample for another server. Programs read the URL from the environment, and commands contain it. */
function sentTo(url: string, sample: Case): Case {
  if (sample.language !== 'curl' && sample.language !== 'command-line') return sample;
  const found = casesOf(sample.api, sample.comments, () => ({ server: url })).find(
    ({ language, example, operationId }) =>
      language === sample.language && example === sample.example && operationId === sample.operationId,
  );
  if (found === undefined) throw new Error(`unknown sample ${sample.example}`);
  return found;
}

/** Returns the variables of a sample with the development credentials. */
export function environment({ api, body }: Case, url: string): Record<string, string> {
  return { PUSHSPEC_URL: url, ...developmentValues(api, body) };
}

/** Runs a sample as a hosted page shows it against a server on this machine. */
export function runAgainst(installed: string, sample: Case, url: string, env: Record<string, string>) {
  return runSample(installed, { ...sentTo(url, sample), env });
}

/** The body that arrived, without the credentials in it, which the admin API masks. */
async function arrived(url: string, id: string, { api, operationId }: Case): Promise<unknown> {
  const answer = await fetch(`${url}/__admin/requests/${id}`);
  const { request } = (await answer.json()) as { request: ArrivedRequest };
  const { rpc } =
    readOperations(loadBundle(api, 'documented')).find(({ id: name }) => name === operationId) ?? {};
  if (!rpc) return payload(JSON.parse(request.body));
  const decoded = bodyOfParameters(rpc, sentParameters({ ...request, bytes: Buffer.from(request.body) }));
  return 'body' in decoded ? decoded.body : decoded.fault;
}

interface ArrivedRequest {
  target: string;
  headers: Record<string, string>;
  body: string;
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

/** Runs a sample and expects that the server receives its body as in the contract. */
export function expectAccepted(installed: string, sample: Case): Promise<void> {
  return withServer(async (server, url) => {
    const run = await runAgainst(installed, sample, url, environment(sample, url));
    expect(run).toMatchObject({ code: 0 });
    await expectArrived(server, url, sample);
  });
}

type CaseName = Pick<Case, 'api' | 'language' | 'example' | 'operationId'>;

/** Returns the same sample for a server, with the development credentials filled in. */
export function filledCase(url: string, { api, language, example, operationId }: CaseName): Case {
  const found = filledCases(url).find(
    (each) =>
      each.api === api &&
      each.language === language &&
      each.example === example &&
      each.operationId === operationId,
  );
  if (found === undefined) throw new Error(`unknown sample ${example}`);
  return found;
}

/** Runs the same sample with the credentials in it and an empty environment. */
export function expectFilledAccepted(installed: string, name: CaseName): Promise<void> {
  return withServer(async (server, url) => {
    const sample = filledCase(url, name);
    expect(await runSample(installed, { ...sample, env: {} })).toMatchObject({ code: 0 });
    await expectArrived(server, url, sample);
  });
}

async function expectArrived(server: PushServer, url: string, sample: Case): Promise<void> {
  const verdicts = await server.requests();
  expect(verdicts).toMatchObject([
    { api: sample.api, operation: sample.operationId, outcome: 'accepted', status: 200, reasons: [] },
  ]);
  expect(await arrived(url, verdicts[0]?.id ?? '', sample)).toEqual(payload(sample.body));
}
