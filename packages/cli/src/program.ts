/** The command line: which commands there are, and how their failures end. */
import { createRequire } from 'node:module';
import { Command, CommanderError } from 'commander';
import { addDoctor } from './commands/doctor.ts';
import { addMock } from './commands/mock.ts';
import { addProxy } from './commands/proxy.ts';
import { addRequests } from './commands/requests.ts';
import { addSend } from './commands/send.ts';
import { addServe } from './commands/serve.ts';
import { addSign } from './commands/sign.ts';
import { addStart } from './commands/start.ts';
import { addTail } from './commands/tail.ts';
import { addVerify } from './commands/verify.ts';
import { CommandFailure, EXIT, type ExitCode } from './failure.ts';
import { type Streams, say } from './streams.ts';

const { version } = createRequire(import.meta.url)('../package.json') as { version: string };

/** Runs a command line without the name of the program. Resolves to the exit code and never rejects. */
export async function run(args: readonly string[], streams: Streams): Promise<ExitCode> {
  const program = createProgram(streams);
  try {
    if (args.length === 0) program.help({ error: true });
    await program.parseAsync(args, { from: 'user' });
    return EXIT.ok;
  } catch (error) {
    return exitCodeOf(error, streams);
  }
}

function createProgram(streams: Streams): Command {
  const program = new Command('pushspec')
    .description('Reference server, mock and clients for the push APIs of BlueKing, CloudMonitor and Guance.')
    .version(version)
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: (text) => streams.stdout.write(text),
      writeErr: (text) => streams.stderr.write(text),
      outputError: (text, write) => write(text.replace(/^error: /, 'pushspec: ')),
    })
    .exitOverride()
    .addHelpText('before', 'Example:\n  $ pushspec start\n')
    .addHelpText(
      'after',
      '\nExit codes: 0 ok, 1 refused or failed, 2 usage or invalid data, 3 network, 4 credentials.',
    );
  for (const add of [
    addStart,
    addServe,
    addMock,
    addSend,
    addSign,
    addProxy,
    addRequests,
    addTail,
    addVerify,
    addDoctor,
  ])
    add(program, streams);
  return program;
}

function exitCodeOf(error: unknown, streams: Streams): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof CommandFailure) {
    say(streams, `pushspec: ${error.message}`);
    return error.exitCode;
  }
  // Whatever was not foreseen: one line, and where to say so.
  say(streams, `pushspec: ${(error as Error)?.message ?? error} (run with PUSHSPEC_DEBUG=1 for more)`);
  if (process.env.PUSHSPEC_DEBUG) say(streams, String((error as Error)?.stack));
  return EXIT.refused;
}
