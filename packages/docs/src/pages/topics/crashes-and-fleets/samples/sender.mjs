import { createCloudMonitorClient, fromEnvironment } from '@pushspec/client/cloudmonitor';
import { openQueue, startSender } from '@pushspec/fleet';

const queue = await openQueue({
  postgres: process.env.DATABASE_URL,
  api: 'cloudmonitor',
  account: 'billing',
});
const sender = startSender(
  (fetch) =>
    createCloudMonitorClient({ credentials: fromEnvironment(), baseUrl: 'http://127.0.0.1:4010', fetch }),
  queue,
  {
    onLeadership: ({ isLeader, reason }) => console.log(isLeader ? 'sending' : 'waiting', reason),
    onOutcome: ({ end, event, mayBeDuplicate }) => console.log(end, event.content, { mayBeDuplicate }),
  },
);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await sender.close(); // hands over, so that the other one continues at once
    await queue.close();
  });
}
