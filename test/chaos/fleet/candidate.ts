/** A candidate of the fleet's chaos run: prints changes of leadership and the outcomes of events. Hands over at SIGTERM. */
import type { CloudMonitorClient } from '@pushspec/client/cloudmonitor';
import { openQueue, startSender } from '@pushspec/fleet';
import { printLine } from '../line-process.ts';
import { ACCOUNT, type CandidateLine, errorLine, type ProcessOptions, subject } from './messages.ts';

const { postgres, service, name, waitMs, batch } = JSON.parse(process.argv[2] ?? '') as ProcessOptions;
const print = (line: CandidateLine) => printLine(line);
const onError = (error: unknown) => print(errorLine(error));

const queue = await openQueue({ postgres, api: 'cloudmonitor', account: ACCOUNT, waitMs, onError });
const sender = startSender((fetch) => subject.client(service, fetch) as CloudMonitorClient, queue, {
  ...{ name, onError },
  reporter: { batch: { maxItems: batch, maxWaitMs: 50 }, concurrency: subject.concurrency },
  onLeadership: (leadership) => print({ type: 'leadership', leadership }),
  onOutcome: ({ event, end, mayBeDuplicate }) =>
    print({ type: 'ended', id: event.name, end, isMarked: mayBeDuplicate }),
});

print({ type: 'ready' });
process.once('SIGTERM', async () => {
  await sender.close();
  await queue.close();
});
