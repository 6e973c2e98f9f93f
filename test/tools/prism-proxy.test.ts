/** Sends requests through Prism as a validating proxy, which compares each response of the server with the contract. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import {
  type ApiName,
  apiNames,
  type Json,
  loadBundle,
  operationsOf,
  type Profile,
} from '@pushspec/contract';
import { createServer } from '@pushspec/server';
import { expect, it, onTestFinished } from 'vitest';
import { freePort } from '../samples/free-port.ts';
import { runningProxy } from '../samples/running-proxy.ts';
import { callOf } from './call.ts';

const { resolve } = createRequire(join(import.meta.dirname, '../../packages/mock/package.json'));
const program = join(dirname(resolve('@stoplight/prism-cli/package.json')), 'dist/index.js');
const bundles = join(import.meta.dirname, '../../packages/contract/bundles');

/** Prism cannot encode the decoded form of an API with several operations at one path. */
const hasBodies = (api: ApiName) =>
  operationsOf(loadBundle(api, 'documented')).every(({ path }) => !path.includes('#'));

/** Starts Prism in front of a server. It validates with the documented profile. */
async function prism(api: ApiName, target: string): Promise<string> {
  const port = await freePort();
  const bundle = join(bundles, api, 'documented.en.json');
  const args = ['proxy', bundle, target, '--port', String(port), '--host', '127.0.0.1'];
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill());
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  await expect.poll(() => output).toContain('is listening');
  return `http://127.0.0.1:${port}`;
}

interface Sent {
  status: number;
  /** What Prism says about the response. */
  violations: unknown[];
}

async function send(api: ApiName, url: string, body: Json): Promise<Sent> {
  const { pathArguments } = callOf(api);
  const [entry] = operationsOf(loadBundle(api, 'documented'));
  const values = [...pathArguments];
  const path = entry?.path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(values.shift() ?? ''));
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const all: { location: string[] }[] = JSON.parse(response.headers.get('sl-violations') ?? '[]');
  return { status: response.status, violations: all.filter(({ location }) => location[0] === 'response') };
}

async function started(api: ApiName, profile: Profile): Promise<string> {
  const server = await createServer({ profile });
  onTestFinished(() => server.close());
  const { url } = await server.listen({ port: 0 });
  if (callOf(api).headers.length === 0) return await prism(api, url);
  const proxy = await runningProxy(url);
  onTestFinished(() => proxy[Symbol.asyncDispose]());
  return await prism(api, proxy.url);
}

const refused: Json[] = [
  {},
  [],
  [{}],
  { event: {} },
  { data_id: '1' },
  { data_id: 1, access_token: 'no', data: [] },
];

it.for(apiNames.filter(hasBodies))('every response of %s has the form of the contract', async (api) => {
  const url = await started(api, 'documented');
  const { bodies } = callOf(api);
  for (const body of bodies) expect(await send(api, url, body)).toEqual({ status: 200, violations: [] });
  for (const body of refused) {
    const { status, violations } = await send(api, url, body);
    expect({ isRefused: status >= 400, violations }).toEqual({ isRefused: true, violations: [] });
  }
});

it('Prism reports a response that differs from the contract', async () => {
  const url = await started('blueking', 'receiver');
  const [body = null] = callOf('blueking').bodies;
  expect((await send('blueking', url, body)).violations).not.toEqual([]);
});
