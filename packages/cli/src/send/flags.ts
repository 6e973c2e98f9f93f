/** The options of `send` that all vendors share. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { count, number } from '../apis/flag-values.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { parseUrl } from '../options.ts';

export interface SendFlags {
  file?: string;
  ndjson?: true;
  url?: string;
  config?: string;
  json?: true;
  quiet?: true;
  dryRun?: true;
  strict?: true;
  skip?: number;
  checkpoint?: string;
  rejected?: string;
  rate?: number | 'off';
  retryFor?: number;
}

export function addSendOptions(command: Command): void {
  command
    .optionsGroup('Options:')
    .option('--file <file>', 'what to send, as JSON or NDJSON; - is standard input (default)')
    .option('--ndjson', 'read one event per line, whatever the first line looks like')
    .option(
      '--url <address>',
      'where to send it, without the path (default: http://127.0.0.1:4010)',
      parseUrl,
    )
    .option('--config <file>', 'credentials, in the format of the server')
    .option('--json', 'print the result, or the ledger of many events, as one line of JSON')
    .option('--quiet', 'print nothing unless something is wrong')
    .optionsGroup('Many events:')
    .option('--dry-run', 'read and measure everything, say how many requests it takes, and send nothing')
    .option('--rejected <file>', 'write what was not delivered to a file, one line of JSON each')
    .option('--strict', 'end with the first event that is rejected')
    .addOption(
      new Option('--skip <number>', 'leave out so many lines, or elements of an array').argParser(count),
    )
    .option('--checkpoint <file>', 'keep the position in a file, and go on there if it exists')
    .addOption(
      new Option(
        '--rate <share>',
        'the part of the rate limit to use, such as 0.5; off does not keep to it',
      ).argParser(rate),
    )
    .addOption(
      new Option(
        '--retry-for <seconds>',
        'how long a request without an answer is tried again (default: 300)',
      ).argParser(seconds),
    );
}

function rate(text: string): number | 'off' {
  if (text === 'off') return 'off';
  const share = number(text);
  if (share > 0 && share <= 1) return share;
  throw new InvalidArgumentError('it is above 0 and at most 1, or off.');
}

function seconds(text: string): number {
  const value = number(text);
  if (value >= 0) return value;
  throw new InvalidArgumentError('it is not negative.');
}

/** Whether an option was given that only makes sense for many events. */
export function asksForBulk(flags: SendFlags): boolean {
  const { ndjson, dryRun, rejected, strict, skip, checkpoint, rate, retryFor } = flags;
  return [ndjson, dryRun, rejected, strict, skip, checkpoint, rate, retryFor].some(
    (flag) => flag !== undefined,
  );
}

/** @throws CommandFailure for options that contradict each other */
export function checkFlags(flags: SendFlags, hasOwnEvents: boolean): void {
  const { file, ndjson, skip, checkpoint, dryRun } = flags;
  if (hasOwnEvents && (file ?? ndjson ?? skip ?? checkpoint) !== undefined) {
    throw usage(
      'the flags of an event and --file, --ndjson, --skip or --checkpoint are two things to send: give one of them',
    );
  }
  if (checkpoint !== undefined && dryRun) {
    throw usage('--dry-run sends nothing, so that there is no position to keep: leave --checkpoint out');
  }
  if (checkpoint !== undefined && (file === undefined || file === '-')) {
    throw usage(
      '--checkpoint needs --file, as standard input cannot be told from another one: or go on with --skip',
    );
  }
}

function usage(message: string): CommandFailure {
  return new CommandFailure(EXIT.usage, message);
}
