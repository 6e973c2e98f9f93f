/** Adds `pushspec mock`, which runs the Prism mock of all APIs on one port. */
import type { Command } from 'commander';
import { CommandFailure, EXIT } from '../failure.ts';
import { listenOn } from '../listening.ts';
import { mockAdvice, mockOrReason, mockPackage } from '../mock-package.ts';
import { portOption } from '../options.ts';
import { aborted, untilStopped } from '../signals.ts';
import { type Streams, say, writeJson } from '../streams.ts';

interface MockFlags {
  port: number;
  host: string;
  json?: true;
}

export function addMock(program: Command, streams: Streams): void {
  program
    .command('mock')
    .summary('run the mock')
    .description(
      'Responds with the examples of the contracts. Stores nothing and does not check credentials.',
    )
    .addOption(portOption('--port <number>', 4020))
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--json', 'print the address as one line of JSON')
    .addHelpText('beforeAll', 'Example:\n  $ pushspec mock --port 0 --json\n')
    .action((flags: MockFlags) => untilStopped(streams, (stop) => runMock(flags, streams, stop)));
}

async function runMock({ port, host, json }: MockFlags, streams: Streams, stop: AbortSignal): Promise<void> {
  const mockModule = await mockPackage();
  if (!mockModule) throw new CommandFailure(EXIT.usage, `the mock is not installed: ${mockAdvice}`);
  const mock = mockOrReason(mockModule);
  if (typeof mock === 'string') throw new CommandFailure(EXIT.usage, mock);
  try {
    const { url } = await listenOn(mock, { port, host, option: '--port' });
    if (json) writeJson(streams, { mock: url });
    else say(streams, `mock  ${url}`);
    await aborted(stop);
  } finally {
    await mock.close();
  }
}
