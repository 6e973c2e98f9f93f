/** A program that pushes each line of its input as an event into a spool, and prints what happens. */
import { createInterface } from 'node:readline';
import { createCloudMonitorClient } from '@pushspec/client/cloudmonitor';
import { createReporter } from '@pushspec/client/reporter';
import { createSqliteSpool } from './index.ts';

export interface PusherOptions {
  readonly file: string;
  readonly url: string;
}

/** A line of output. */
export type PusherLine =
  | { readonly type: 'stored'; readonly name: string }
  | { readonly type: 'failed'; readonly code: string; readonly message: string }
  | { readonly type: 'ended'; readonly name: string; readonly end: string; readonly mayBeDuplicate: boolean }
  | { readonly type: 'spool'; readonly change: string };

const { file, url } = JSON.parse(process.argv[2] ?? '') as PusherOptions;
const print = (line: PusherLine) => process.stdout.write(`${JSON.stringify(line)}\n`);

const credentials = { accessKeyId: 'id', accessKeySecret: 'secret' };
const reporter = createReporter(createCloudMonitorClient({ credentials, baseUrl: url, timeoutMs: 0 }), {
  spool: createSqliteSpool({ file }),
  batch: { maxWaitMs: 5 },
  onOutcome: ({ event: { name }, end, mayBeDuplicate = false }) =>
    print({ type: 'ended', name, end, mayBeDuplicate }),
  onEvent: (event) => {
    if (event.type === 'spool') print({ type: 'spool', change: event.change });
  },
});

for await (const name of createInterface({ input: process.stdin })) {
  try {
    await reporter.push({ name, content: 'content' });
    print({ type: 'stored', name });
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    print({ type: 'failed', code, message });
  }
}
