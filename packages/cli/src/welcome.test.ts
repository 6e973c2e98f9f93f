import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { developmentConfig, parseConfig } from '@pushspec/contract';
import { createServer } from '@pushspec/server';
import { expect, it, onTestFinished } from 'vitest';
import { welcome } from './welcome.ts';

const run = promisify(execFile);
const addresses = {
  profile: 'documented',
  store: ':memory:',
  serverUrl: 'http://127.0.0.1:4010',
  mockUrl: 'http://127.0.0.1:4020',
} as const;

const isInstalled = (program: string) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

it('prints commands that work when pasted', async (context) => {
  context.skip(!isInstalled('curl') || !isInstalled('openssl'), 'curl or openssl is not installed');
  const server = await createServer();
  onTestFinished(() => server.close());
  const { url: serverUrl } = await server.listen({ port: 0 });
  const text = welcome({ ...addresses, config: developmentConfig, serverUrl });
  const lines = text.slice(text.indexOf('Paste'), text.indexOf('Press')).split('\n');
  const commands = lines.filter((line) => !/^(Paste|Then)/.test(line)).join('\n');
  const { stdout } = await run('sh', ['-c', commands]);
  expect(stdout.match(/ accepted /g)).toHaveLength(4);
  const requests = await server.requests();
  expect(requests.map(({ api, outcome }) => [api, outcome])).toEqual([
    ['blueking', 'accepted'],
    ['cloudmonitor', 'accepted'],
    ['cloudmonitor-rpc', 'accepted'],
    ['guance', 'accepted'],
  ]);
});

it('shows no unpublished credential, and no command that would need one', () => {
  const config = parseConfig({ guance: { monitors: [{ secret: 'canary-secret', subUri: 'x' }] } });
  const text = welcome({ ...addresses, config });
  expect(text).not.toContain('canary-secret');
  expect(text).not.toContain('curl');
});

it('has no line for a mock that is not installed', () => {
  const line = /^mock /m;
  expect(welcome({ ...addresses, config: developmentConfig })).toMatch(line);
  expect(welcome({ ...addresses, config: developmentConfig, mockUrl: undefined })).not.toMatch(line);
});
