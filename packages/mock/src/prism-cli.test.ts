/** Checks the README example: Prism's own command line with one bundle. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type ApiName, apiNames, bundleUrl } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { exampleRequest, exampleResponse, operationOf, send } from './mock.fixture.ts';

const prism = createRequire(import.meta.url).resolve('@stoplight/prism-cli');

async function withPrism<T>(api: ApiName, use: (url: string) => Promise<T>): Promise<T> {
  const bundle = fileURLToPath(bundleUrl(api, 'documented'));
  const child = spawn(process.execPath, [prism, 'mock', '-p', '0', bundle], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const url = await new Promise<string>((resolve, reject) => {
      let output = '';
      child.stdout.on('data', (chunk) => {
        output += chunk;
        const [, address] = /listening on (http:\S+)/.exec(output) ?? [];
        if (address) resolve(address);
      });
      child.on('close', () => reject(new Error(output)));
    });
    return await use(url);
  } finally {
    child.kill();
  }
}

const isRpc = (api: ApiName) => operationOf(api).rpc !== undefined;

it.each(apiNames.filter(isRpc))(
  'prism mock finds no path of %s, whose requests have no fragment',
  async (api) => {
    const response = await withPrism(api, (url) => send(url, exampleRequest(operationOf(api))));
    expect(response).toMatchObject({ status: 404, body: { title: 'Route not resolved, no path matched' } });
  },
);

it.each(apiNames.filter((api) => !isRpc(api)))('prism mock serves the bundle of %s', async (api) => {
  const operation = operationOf(api);
  const response = await withPrism(api, (url) => send(url, exampleRequest(operation)));
  expect(response).toMatchObject(exampleResponse(operation, 'accepted'));
});
