/** `pushspec tail`: follows what a server receives. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Vendor, vendors } from '@pushspec/contract';
import type { Verdict } from '@pushspec/server';
import type { Command } from 'commander';
import { ledgerFilters, serverOption } from '../options.ts';
import { untilStopped } from '../signals.ts';
import { type Streams, say, writeJson } from '../streams.ts';

interface TailFlags {
  url: string;
  vendor?: Vendor;
  outcome?: Verdict['outcome'];
  reason?: string;
  json?: true;
}

export function addTail(program: Command, streams: Streams): void {
  const command = program
    .command('tail')
    .summary('follow what a server receives')
    .description(
      'Prints each request that a running server receives and what became of it, until it is stopped.',
    );
  for (const option of [serverOption(), ...ledgerFilters(vendors)]) command.addOption(option);
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
  const [{ follow }, { refuseMisspelledReason }, { codesOf, spokenLine }, { paintFor }] = await Promise.all([
    import('../ledger/follow.ts'),
    import('../ledger/known-reason.ts'),
    import('../ledger/verdict-line.ts'),
    import('../ledger/paint.ts'),
  ]);
  refuseMisspelledReason(reason);
  const paint = paintFor(streams);
  // Nobody reads on, such as after `| head`.
  const signal = AbortSignal.any([stop, ...(streams.stdoutEnd ? [streams.stdoutEnd] : [])]);
  const verdicts = follow({
    ...where,
    signal,
    sleep: (ms, signal) => sleep(ms, undefined, { signal }),
    onOpen: () => say(streams, `following ${where.url}; Ctrl-C ends it`),
    onLost: () => say(streams, `the server at ${where.url} has gone; waiting for it`),
  });
  for await (const verdict of verdicts) {
    if (outcome !== undefined && verdict.outcome !== outcome) continue;
    if (reason !== undefined && !codesOf(verdict).includes(reason)) continue;
    if (json) writeJson(streams, verdict);
    else streams.stdout.write(`${spokenLine(verdict, paint)}\n`);
  }
}
