/** Pushes CloudMonitor events through a reporter as fast as possible for a number of seconds: `pusher.ts PORT SECONDS`. */
import { createCloudMonitorClient } from '@pushspec/client/cloudmonitor';
import { createReporter } from '@pushspec/client/reporter';
import { developmentConfig } from '@pushspec/contract';

const [port, seconds] = process.argv.slice(2).map(Number);
const credentials = developmentConfig.cloudmonitor.accounts[0]?.keys[0];
if (!port || !seconds || !credentials) throw new Error('pusher.ts PORT SECONDS');
const client = createCloudMonitorClient({ credentials, baseUrl: `http://127.0.0.1:${port}` });
const reporter = createReporter(client, { queue: { maxItems: 1000, whenFull: 'block' } });
const end = performance.now() + seconds * 1000;
for (let index = 0; performance.now() < end; index++) {
  await reporter.push({
    name: 'DiskUsageHigh',
    content: `web-${index % 100}: /data is nearly full`,
    groupId: 27147,
  });
}
const closed = await reporter.close();
process.send?.(closed);
process.disconnect?.();
