/**
 * Sends requests that Specmatic generates from the contracts, valid and invalid, to the reference server. It compares every
 * response with the contract. It takes no seed, so the result must not depend on the values that it invents.
 */
import { join } from 'node:path';
import { type ApiName, apiNames, loadBundle, operationsOf } from '@pushspec/contract';
import { createServer } from '@pushspec/server';
import { expect, it, onTestFinished } from 'vitest';
import { execute } from '../execute.ts';
import { isOnPath } from '../samples/is-on-path.ts';
import { runningProxy } from '../samples/running-proxy.ts';
import { callOf } from './call.ts';
import { install } from './install.ts';
import { expectKnown } from './known-failures.ts';
import { relayTo } from './request-relay.ts';
import { type Scratch, scratchOf, writeBundle } from './scratch.ts';
import { failureKinds } from './specmatic-log.ts';
import { unlimited } from './unlimited.ts';

const installed = isOnPath('java') ? await install('specmatic') : { missing: 'there is no java' };

/** Specmatic cannot encode the decoded form of an API with several operations at one path. */
const hasBodies = (api: ApiName) =>
  operationsOf(loadBundle(api, 'documented')).every(({ path }) => !path.includes('#'));

async function startedServer(api: ApiName): Promise<string> {
  const server = await createServer({ config: unlimited });
  onTestFinished(() => server.close());
  const { url } = await server.listen({ port: 0 });
  if (callOf(api).headers.length === 0) return relayTo(url, api);
  const proxy = await runningProxy(url);
  onTestFinished(() => proxy[Symbol.asyncDispose]());
  return relayTo(proxy.url, api);
}

interface Run {
  api: ApiName;
  /** File of the contract. */
  contract: string;
  url: string;
}

/** Runs Specmatic with valid requests, and with an invalid one for each rule that it knows. Returns how many it sent. */
async function specmatic({ folder, env }: Scratch, { api, contract, url }: Run): Promise<number> {
  const { output } = await execute(
    [
      'java',
      '-jar',
      join('node_modules', 'specmatic', 'specmatic.jar'),
      'test',
      contract,
      '--testBaseURL',
      url,
    ],
    {
      cwd: folder,
      env: {
        ...env,
        SPECMATIC_DISABLE_TELEMETRY: 'true',
        SPECMATIC_GENERATIVE_TESTS: 'true',
        MAX_TEST_REQUEST_COMBINATIONS: process.env.PUSHSPEC_FUZZ_EXAMPLES ?? '20',
      },
    },
  );
  const [, run, failed] = /Tests run: (\d+), .*Failures: (\d+)/.exec(output) ?? [];
  if (run === undefined) throw new Error(`Specmatic did not run:\n${output}`);
  if (failed !== '0') throw new Error(`failures: ${failureKinds(api, output).join(', ')}.\n${output}`);
  return Number(run);
}

it.for(apiNames.filter(hasBodies))('Specmatic finds no difference for %s', async (api, context) => {
  const scratch = scratchOf('specmatic', installed, context);
  const url = await startedServer(api);
  await expectKnown('Specmatic', api, async () => {
    expect(await specmatic(scratch, { api, contract: writeBundle(scratch, api), url })).toBeGreaterThan(100);
  });
});
