/**
 * Sends requests that Schemathesis generates from the contracts, valid and invalid, to the reference server. It compares every
 * response with the contract. Its hooks add credentials and signatures.
 */
import { type ApiName, apiNames, configPropertiesOf, loadBundle, operationsOf } from '@pushspec/contract';
import { createMock } from '@pushspec/mock';
import { createServer, type ServerOptions } from '@pushspec/server';
import { expect, it, onTestFinished } from 'vitest';
import { execute } from '../execute.ts';
import { install } from './install.ts';
import { expectKnown } from './known-failures.ts';
import { type Scratch, scratchOf, writeBundle } from './scratch.ts';
import { unlimited } from './unlimited.ts';

const installed = await install('schemathesis');

/** `npm run test:fuzz` sets both. */
const { PUSHSPEC_FUZZ_EXAMPLES: examples = '50', PUSHSPEC_FUZZ_SEED: seed = '1' } = process.env;

/** Schemathesis cannot encode the decoded form of an API with several operations at one path. */
const canBeGenerated = (api: ApiName) =>
  operationsOf(loadBundle(api, 'documented')).every(({ path }) => !path.includes('#'));

const [metric, event] = unlimited.blueking.dataIds;
const key = unlimited.cloudmonitor.accounts[0]?.keys[0];
const credentials = {
  blueking: {
    metric: { data_id: metric?.dataId, access_token: metric?.accessToken },
    event: { data_id: event?.dataId, access_token: event?.accessToken },
  },
  cloudmonitor: { key: key?.accessKeyId, secret: key?.accessKeySecret },
};

async function startedServer(options: ServerOptions = {}): Promise<string> {
  const server = await createServer({ config: unlimited, ...options });
  onTestFinished(() => server.close());
  return (await server.listen({ port: 0 })).url;
}

async function startedMock(): Promise<string> {
  const mock = createMock();
  onTestFinished(() => mock.close());
  return (await mock.listen({ port: 0 })).url;
}

interface Hooks {
  hooks: string;
  /** What the hooks know about the server. */
  facts: object;
}

/** Runs Schemathesis with a fixed seed. Rejects with the kinds of failures, and how often each was found. */
async function schemathesis(
  scratch: Scratch,
  { hooks, facts }: Hooks,
  args: readonly string[],
): Promise<number> {
  const program = 'from schemathesis.cli import schemathesis; schemathesis()';
  const { code, output } = await execute(
    [
      'python3',
      '-c',
      program,
      'run',
      ...args,
      '--seed',
      seed,
      '--max-examples',
      examples,
      '--no-shrink',
    ].concat([
      '--phases',
      'examples,coverage,fuzzing',
      '--continue-on-failure',
      '--generation-database',
      'none',
    ]),
    {
      cwd: scratch.folder,
      env: {
        ...scratch.env,
        SCHEMATHESIS_HOOKS: hooks,
        PUSH_CREDENTIALS: JSON.stringify(facts),
      },
    },
  );
  const kinds = [...output.matchAll(/^ {2}❌ (ST\d+ .+)$/gm)].map(([, kind]) => kind);
  if (code !== 0) throw new Error(`failures: ${kinds.join(', ')}.\n${output}`);
  return Number(/^ {2}(\d+) generated/m.exec(output)?.[1]);
}

it.for(apiNames.filter(canBeGenerated))('Schemathesis finds no difference for %s', async (api, context) => {
  const scratch = scratchOf('schemathesis', installed, context);
  const url = await startedServer();
  await expectKnown('Schemathesis', api, async () => {
    // The hooks replace the headers that the check of ignored credentials changes.
    const args = [
      writeBundle(scratch, api),
      '--url',
      url,
      '--checks',
      'all',
      '--exclude-checks',
      'ignored_auth',
    ];
    const hooks = { hooks: 'hooks.py', facts: { api, ...credentials } };
    expect(await schemathesis(scratch, hooks, args)).toBeGreaterThan(100);
  });
});

it('Schemathesis finds no difference for the admin API', async (context) => {
  const scratch = scratchOf('schemathesis', installed, context);
  const mockUrl = await startedMock();
  const url = await startedServer({ mockUrl: () => mockUrl });
  const settings = Object.fromEntries(apiNames.map((api) => [api, configPropertiesOf(api)]));
  await expectKnown('Schemathesis', 'admin', async () => {
    const args = [`${url}/__admin/openapi.json`, '--url', url, '--checks', 'all'];
    // A stream of events does not end.
    const ended = [...args, '--exclude-path-regex', 'events$'];
    const hooks = { hooks: 'admin_hooks.py', facts: { settings } };
    expect(await schemathesis(scratch, hooks, ended)).toBeGreaterThan(500);
  });
});
