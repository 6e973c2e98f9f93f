import { createCloudMonitorClient, customEvent, fromEnvironment } from '@pushspec/client/cloudmonitor';

const client = createCloudMonitorClient({
  credentials: fromEnvironment(),
  baseUrl: 'http://127.0.0.1:4010', // or region: 'cn-hangzhou'
});
await client.send(customEvent({ name: 'deploy', content: { version: '1.4' }, time: new Date() }));
