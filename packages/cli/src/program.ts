/** Assembles the commands, and turns their errors into exit codes. */
import { apiTitles } from '@pushspec/contract';
import { Command, CommanderError } from 'commander';
import { allApis } from './apis/index.ts';
import { addDoctor } from './commands/doctor.ts';
import { addFleet } from './commands/fleet.ts';
import { addMock } from './commands/mock.ts';
import { addProxy } from './commands/proxy.ts';
import { addRelay } from './commands/relay.ts';
import { addRequests } from './commands/requests.ts';
import { addSend } from './commands/send.ts';
import { addServe } from './commands/serve.ts';
import { addSign } from './commands/sign.ts';
import { addStart } from './commands/start.ts';
import { addTail } from './commands/tail.ts';
import { addVerify } from './commands/verify.ts';
import { CommandFailure, EXIT, type ExitCode } from './failure.ts';
import { type Streams, say } from './streams.ts';
import { typedHelp } from './typed-as.ts';
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

const titles = allApis.map(({ name }) => apiTitles[name].en);

function listed(names: readonly string[]): string {
  return new Intl.ListFormat('en-US', { style: 'long' }).format(names);
}

function createProgram(streams: Streams, args: readonly string[]): Command {
  const program = new Command('pushspec')
    .description(`Reference server, mock and clients for the push APIs of ${listed(titles)}.`)
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
      '\nExit codes: 0 ok, 1 refused or failed, 2 usage error or invalid data, 3 network, 4 credentials, 130 interrupted.',
    );
  for (const add of [
    addStart,
    addServe,
    addMock,
    addSend,
    addSign,
    addProxy,
    addRelay,
    addRequests,
    addTail,
    addVerify,
    addDoctor,
    addFleet,
  ])
    add(program, streams);
  return program;
}

/** Appends the help command to a message without a suggestion. */
function withNextStep(message: string, program: Command, args: readonly string[]): string {
  if (message.includes('(Did you mean')) return message;
  const path = commandPath(program, args);
  // A file is the most likely argument of a command that reads one.
  const named = message.includes('too many arguments') && path.startsWith('pushspec send ');
  return `${message.trimEnd()} (${named ? 'name a file with --file; ' : ''}${typedHelp(path)} shows all options)\n`;
}

/** Returns the names of the command and subcommand that the arguments start with. */
function commandPath(parent: Command, [name, ...rest]: readonly string[]): string {
  const command = parent.commands.find((known) => known.name() === name);
  return command ? `${parent.name()} ${commandPath(command, rest)}` : parent.name();
}

/** Formats an error as one line. Masks the value of an unknown option, because it may be a secret. */
function errorLine(message: string): string {
  return message
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
  // Unexpected errors.
  say(streams, `pushspec: ${(error as Error)?.message ?? error} (set PUSHSPEC_DEBUG=1 for a stack trace)`);
  if (process.env.PUSHSPEC_DEBUG) say(streams, String((error as Error)?.stack));
  return EXIT.refused;
}
