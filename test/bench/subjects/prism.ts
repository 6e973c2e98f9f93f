/** Prism's command, `prism mock`, with the bundle of Guance. Its log is discarded, so that writing it costs nothing. */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { bundleUrl } from '@pushspec/contract';
import { report } from './subject.ts';

// Only the mock depends on Prism.
const fromMock = createRequire(new URL('../../../packages/mock/package.json', import.meta.url));
const command = fromMock.resolve('@stoplight/prism-cli');

let isListening = false;
process.stdout.write = (text: string | Uint8Array): boolean => {
  const [, port] = /listening on http:\S+:(\d+)/.exec(String(text)) ?? [];
  if (port && !isListening) report(Number(port));
  isListening ||= port !== undefined;
  return true;
};

process.argv = [
  process.execPath,
  command,
  'mock',
  '-p',
  '0',
  fileURLToPath(bundleUrl('guance', 'documented')),
];
fromMock(command);
