/** Adds `pushspec tail`, which prints requests as a server receives them. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type ApiName, apiNames } from '@pushspec/contract';
import type { Verdict } from '@pushspec/server';
import type { Command } from 'commander';
import { ledgerFilters, serverOption } from '../options.ts';
import { untilStopped } from '../signals.ts';
import { type Streams, say, writeJson } from '../streams.ts';

interface TailFlags {
  url: string;
  api?: ApiName;
  outcome?: Verdict['outcome'];
  reason?: string;
  sandbox?: string;
  json?: true;
}

export function addTail(program: Command, streams: Streams): void {
  const command = program
    .command('tail')
    .summary('follow the requests that a server receives')
    .description('Prints each request that a running server receives, with its result, until it is stopped.');
  for (const option of [serverOption(), ...ledgerFilters(apiNames)]) command.addOption(option);
  command
    .option('--json', 'print one line of JSON per request')
    .addHelpText('before', 'Example:\n  $ pushspec tail --outcome rejected\n')
    .action((flags: TailFlags) => untilStopped(streams, (stop) => tail(flags, streams, stop)));
}

async function tail(
  { outcome, reason, json, ...where }: TailFlags,
  streams: Streams,
  stop: AbortSignal,
): Promise<void> {
  const [{ follow }, { rejectMisspelledReason }, { codesOf, verdictLineWithMessage }, { paintFor }] =
    await Promise.all([
      import('../ledger/follow.ts'),
      import('../ledger/misspelled-reason.ts'),
      import('../ledger/verdict-line.ts'),
      import('../ledger/paint.ts'),
    ]);
  rejectMisspelledReason(reason);
  const paint = paintFor(streams);
  // Also ends when nothing reads the output, such as after `| head`.
  const signal = AbortSignal.any([stop, ...(streams.stdoutEnd ? [streams.stdoutEnd] : [])]);
  const verdicts = follow({
    ...where,
    signal,
    sleep: (ms, signal) => sleep(ms, undefined, { signal }),
    onOpen: () => say(streams, `following ${where.url}; press Ctrl-C to stop`),
    onLost: () => say(streams, `lost the connection to ${where.url}; trying to reconnect`),
  });
  for await (const verdict of verdicts) {
    if (outcome !== undefined && verdict.outcome !== outcome) continue;
    if (reason !== undefined && !codesOf(verdict).includes(reason)) continue;
    if (json) writeJson(streams, verdict);
    else streams.stdout.write(`${verdictLineWithMessage(verdict, paint)}\n`);
  }
}
