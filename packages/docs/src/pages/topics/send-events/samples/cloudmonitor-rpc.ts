import { createCloudMonitorRpcClient, fromEnvironment } from '@pushspec/client/cloudmonitor-rpc';

const client = createCloudMonitorRpcClient({
  credentials: fromEnvironment(),
  baseUrl: 'http://127.0.0.1:4010', // or region: 'cn-hangzhou'
});
await client.send({ EventName: 'deploy', Content: 'version 1.4' });
