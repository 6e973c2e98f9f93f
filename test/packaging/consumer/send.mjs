/** Sends one request with each client, with credentials from the command line, and prints the statuses. */
import { createBluekingClient } from '@pushspec/client/blueking';
import { createCloudMonitorClient, customEvent } from '@pushspec/client/cloudmonitor';
import { createGuanceClient } from '@pushspec/client/guance';

const { baseUrl, dataId, key, monitor } = JSON.parse(process.argv[2]);

const blueking = createBluekingClient({ ...dataId, baseUrl });
const cloudMonitor = createCloudMonitorClient({ credentials: key, baseUrl });
const guance = createGuanceClient({ ...monitor, baseUrl });

const answers = [
  await blueking.send({ metrics: { cpu_load: 0.25 }, target: '127.0.0.1', dimension: { module: 'db' } }),
  await cloudMonitor.send(customEvent({ name: 'deploy', content: { version: '1.4' }, time: new Date() })),
  await guance.send({ status: 'error', title: '磁盘已满', dimension_tags: { host: 'web-001' } }),
];
console.log(JSON.stringify({ node: process.versions.node, statuses: answers.map(({ status }) => status) }));
