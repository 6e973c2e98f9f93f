import { createCloudMonitorClient, customEvent } from '@pushspec/client/cloudmonitor';
import { createReporter } from '@pushspec/client/reporter';
import { createSqliteSpool } from '@pushspec/spool-sqlite';

const client = createCloudMonitorClient({
  credentials: { accessKeyId: 'devAccessKeyId', accessKeySecret: 'devAccessKeySecret' },
  baseUrl: 'http://127.0.0.1:4010',
});
const reporter = createReporter(client, {
  spool: createSqliteSpool({ file: './events.spool' }),
  onOutcome: ({ end, event, mayBeDuplicate }) => console.log(end, event.content, { mayBeDuplicate }),
});
const content = `version ${process.argv[2] ?? '1.4'}`;
await reporter.push(customEvent({ name: 'deploy', content, time: new Date() }));
console.log('stored', content); // committed: a crash no longer loses it
await reporter.flush(); // only so that this sample ends with everything sent
await reporter.close(); // what still waits stays in the file
