import { createCloudMonitorClient, fromEnvironment } from '@pushspec/client/cloudmonitor';
import { createReporter } from '@pushspec/client/reporter';
import { createSqliteSpool } from '@pushspec/spool-sqlite';

const client = createCloudMonitorClient({ credentials: fromEnvironment(), baseUrl: 'http://127.0.0.1:4010' });
const spool = createSqliteSpool({ file: './events.spool' });
const reporter = createReporter(client, {
  spool,
  onOutcome: (outcome) => outcome.end !== 'delivered' && console.error(outcome),
});
await reporter.push({ name: 'deploy', content: 'version 1.4' }); // committed: a crash no longer loses it
await reporter.flush(); // only so that this sample ends with everything sent
console.log(await spool.stats().then(({ items }) => `${items} events wait`));
await reporter.close(); // what still waits stays in the file
