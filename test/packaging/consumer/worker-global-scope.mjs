/** A worker that creates its clients and a reporter before the first request. */
import { createBluekingClient } from '@pushspec/client/blueking';
import { createCloudMonitorClient } from '@pushspec/client/cloudmonitor';
import { createGuanceClient } from '@pushspec/client/guance';
import { createReporter } from '@pushspec/client/reporter';

const baseUrl = 'http://127.0.0.1:1';
const clients = [
  createBluekingClient({ dataId: 1, accessToken: 'token', kind: 'metric', baseUrl }),
  createGuanceClient({ secret: 'secret', baseUrl }),
  createCloudMonitorClient({ credentials: { accessKeyId: 'id', accessKeySecret: 'secret' }, baseUrl }),
];
let message;
try {
  createReporter(clients[0]);
} catch (error) {
  message = error.message;
}

export default {
  fetch: () => Response.json({ apis: clients.map(({ api }) => api), message }),
};
