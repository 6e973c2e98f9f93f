/** What the README shows: Prism's own command line on one bundle. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { bundleUrl, type Vendor, vendors } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { ask, exampleAnswer, exampleRequest, operationOf } from './mock.fixture.ts';

const prism = createRequire(import.meta.url).resolve('@stoplight/prism-cli');

async function withPrism<T>(vendor: Vendor, use: (url: string) => Promise<T>): Promise<T> {
  const bundle = fileURLToPath(bundleUrl(vendor, 'documented'));
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

it.each(vendors)('prism mock serves the bundle of %s', async (vendor) => {
  const operation = operationOf(vendor);
  const answer = await withPrism(vendor, (url) => ask(url, exampleRequest(operation)));
  expect(answer).toMatchObject(exampleAnswer(operation, 'accepted'));
});
