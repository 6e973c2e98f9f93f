/** `pushspec requests`: what a server received, and what became of it. */
import { type Vendor, vendors } from '@pushspec/contract';
import type { Verdict } from '@pushspec/server';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { ledgerFilters, serverOption } from '../options.ts';
import { type Streams, say, writeJson } from '../streams.ts';

interface RequestsFlags {
  url: string;
  vendor?: Vendor;
  outcome?: Verdict['outcome'];
  reason?: string;
  limit: number;
  json?: true;
}

const MOST = 1000;

export function addRequests(program: Command, streams: Streams): void {
  const command = program
    .command('requests')
    .summary('list what a server received and what became of it')
    .description(
      'Lists the requests that a running server received, newest first; with an id, shows that one.',
    )
    .argument('[id]', 'id of a request, as the list and the header x-pushspec-request-id name it');
  for (const option of [serverOption(), ...ledgerFilters(vendors)]) command.addOption(option);
  command
    .addOption(new Option('--limit <number>', 'requests in the list').default(20).argParser(parseLimit))
    .option('--json', 'print one line of JSON per request')
    .addHelpText('before', 'Example:\n  $ pushspec requests --vendor guance --outcome ignored\n')
    .action((id: string | undefined, flags: RequestsFlags) =>
      id === undefined ? list(flags, streams) : show(id, flags, streams),
    );
}

async function list(flags: RequestsFlags, streams: Streams): Promise<void> {
  const { url, json, ...filter } = flags;
  const [{ askAdmin }, { refuseMisspelledReason }, { HEAD, verdictLine }, { paintFor }] = await Promise.all([
    import('../ledger/admin.ts'),
    import('../ledger/known-reason.ts'),
    import('../ledger/verdict-line.ts'),
    import('../ledger/paint.ts'),
  ]);
  refuseMisspelledReason(filter.reason);
  const query = new URLSearchParams(Object.entries(filter).map(([name, value]) => [name, String(value)]));
  const { requests } = await askAdmin<{ requests: Verdict[] }>({ url }, `/requests?${query}`);
  if (json) {
    for (const verdict of requests) writeJson(streams, verdict);
    return;
  }
  if (requests.length === 0) return say(streams, 'no such request was received yet');
  const paint = paintFor(streams);
  const lines = requests.map((verdict) => verdictLine(verdict, paint));
  streams.stdout.write(`${[HEAD, ...lines].join('\n')}\n`);
}

async function show(id: string, { url, json }: RequestsFlags, streams: Streams): Promise<void> {
  const [{ askAdmin }, { recordText }, { paintFor }] = await Promise.all([
    import('../ledger/admin.ts'),
    import('../ledger/verdict-text.ts'),
    import('../ledger/paint.ts'),
  ]);
  const record = await askAdmin<Parameters<typeof recordText>[0]>(
    { url },
    `/requests/${encodeURIComponent(id)}`,
  );
  if (json) writeJson(streams, record);
  else streams.stdout.write(`${recordText(record, paintFor(streams), url)}\n`);
}

function parseLimit(text: string): number {
  const limit = Number(text);
  if (!/^\d+$/.test(text) || limit < 1 || limit > MOST)
    throw new InvalidArgumentError(`it is a number from 1 to ${MOST}.`);
  return limit;
}
