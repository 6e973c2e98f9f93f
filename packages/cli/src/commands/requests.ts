/** Adds `pushspec requests`, which lists the requests that a server received and their results. */
import { type ApiName, apiNames } from '@pushspec/contract';
import type { Verdict } from '@pushspec/server';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { ledgerFilters, serverOption } from '../options.ts';
import { type Streams, say, writeJson } from '../streams.ts';

interface RequestsFlags {
  url: string;
  api?: ApiName;
  outcome?: Verdict['outcome'];
  reason?: string;
  sandbox?: string;
  limit: number;
  json?: true;
}

const MAX_LIMIT = 1000;

export function addRequests(program: Command, streams: Streams): void {
  const command = program
    .command('requests')
    .summary('list the requests that a server received, with their results')
    .description(
      'Lists the requests that a running server received, newest first. With an id, shows one request.',
    )
    .argument('[id]', 'id of a request, from the list or the x-pushspec-request-id header');
  for (const option of [serverOption(), ...ledgerFilters(apiNames)]) command.addOption(option);
  command
    .addOption(new Option('--limit <number>', 'number of requests to list').default(20).argParser(parseLimit))
    .option('--json', 'print one line of JSON per request')
    .addHelpText('before', 'Example:\n  $ pushspec requests --api guance --outcome ignored\n')
    .action((id: string | undefined, flags: RequestsFlags) =>
      id === undefined ? list(flags, streams) : show(id, flags, streams),
    );
}

async function list(flags: RequestsFlags, streams: Streams): Promise<void> {
  const { url, json, ...filter } = flags;
  const [
    { fetchAdmin },
    { rejectMisspelledReason, withSuggestedReasons },
    { HEAD, verdictLine },
    { paintFor },
  ] = await Promise.all([
    import('../ledger/admin.ts'),
    import('../ledger/misspelled-reason.ts'),
    import('../ledger/verdict-line.ts'),
    import('../ledger/paint.ts'),
  ]);
  rejectMisspelledReason(filter.reason);
  const query = new URLSearchParams(Object.entries(filter).map(([name, value]) => [name, String(value)]));
  const { requests } = await fetchAdmin<{ requests: Verdict[] }>({ url }, `/requests?${query}`).catch(
    (error) => {
      throw withSuggestedReasons(error, filter.reason);
    },
  );
  if (json) {
    for (const verdict of requests) writeJson(streams, verdict);
    return;
  }
  if (requests.length === 0) return say(streams, 'no matching requests yet');
  const paint = paintFor(streams);
  const lines = requests.map((verdict) => verdictLine(verdict, paint));
  streams.stdout.write(`${[HEAD, ...lines].join('\n')}\n`);
}

async function show(id: string, { url, json }: RequestsFlags, streams: Streams): Promise<void> {
  const [{ fetchAdmin }, { recordText }, { paintFor }] = await Promise.all([
    import('../ledger/admin.ts'),
    import('../ledger/verdict-text.ts'),
    import('../ledger/paint.ts'),
  ]);
  const record = await fetchAdmin<Parameters<typeof recordText>[0]>(
    { url },
    `/requests/${encodeURIComponent(id)}`,
  );
  if (json) return writeJson(streams, record);
  const { site } = await fetchAdmin<{ site: boolean }>({ url }, '/health');
  streams.stdout.write(`${recordText(record, paintFor(streams), site ? url : undefined)}\n`);
}

function parseLimit(argument: string): number {
  const limit = Number(argument);
  if (!/^\d+$/.test(argument) || limit < 1 || limit > MAX_LIMIT)
    throw new InvalidArgumentError(`Use a number from 1 to ${MAX_LIMIT}.`);
  return limit;
}
