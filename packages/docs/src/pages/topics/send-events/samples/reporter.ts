import { createCloudMonitorClient, fromEnvironment } from '@pushspec/client/cloudmonitor';
import { createReporter } from '@pushspec/client/reporter';

const client = createCloudMonitorClient({ credentials: fromEnvironment(), baseUrl: 'http://127.0.0.1:4010' });
const reporter = createReporter(client, {
  onOutcome: (outcome) => outcome.end !== 'delivered' && console.error(outcome),
});
reporter.push({ name: 'deploy', content: 'version 1.4' }); // never throws, and needs no await
const { delivered, rejected, dropped } = await reporter.close(); // before the process ends
console.log({ delivered, rejected, dropped });
