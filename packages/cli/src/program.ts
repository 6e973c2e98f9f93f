/** The command line: which commands there are, and how their failures end. */
import { Command, CommanderError } from 'commander';
import { allApis } from './apis/index.ts';
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
import { version } from './version.ts';

/** Runs a command line without the name of the program. Resolves to the exit code and never rejects. */
export async function run(args: readonly string[], streams: Streams): Promise<ExitCode> {
  const program = createProgram(streams, args);
  try {
    if (args.length === 0) program.help({ error: true });
    await program.parseAsync(rewritten(args), { from: 'user' });
    return EXIT.ok;
  } catch (error) {
    return exitCodeOf(error, streams);
  }
}

function rewritten(args: readonly string[]): readonly string[] {
  return allApis.reduce((before, api) => api.rewriteArguments?.(before) ?? before, args);
}

function createProgram(streams: Streams, args: readonly string[]): Command {
  const program = new Command('pushspec')
    .description('Reference server, mock and clients for the push APIs of BlueKing, CloudMonitor and Guance.')
    .version(version)
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: (text) => streams.stdout.write(text),
      writeErr: (text) => streams.stderr.write(text),
      outputError: (text, write) => write(withNextStep(errorLine(text), program, args)),
    })
    .exitOverride()
    .addHelpText('before', 'Example:\n  $ pushspec start\n')
    .addHelpText(
      'after',
      '\nExit codes: 0 ok, 1 refused or failed, 2 usage or invalid data, 3 network, 4 credentials, 130 interrupted.',
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

/** What a message that proposes nothing leaves open is in the help of the command. */
function withNextStep(text: string, { commands }: Command, [name]: readonly string[]): string {
  if (text.includes('(Did you mean')) return text;
  const command = commands.some((known) => known.name() === name) ? `pushspec ${name}` : 'pushspec';
  return `${text.trimEnd()} (${command} --help says more)\n`;
}

/** One line. The value of an option that is not known may be a secret. */
function errorLine(text: string): string {
  return text
    .replace(/^error: /, 'pushspec: ')
    .replace(/\n\(Did you mean/, ' (Did you mean')
    .replace(/^(.*unknown option '[^'=]*)=[\s\S]*'(\n|$)/, "$1=…'$2");
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
