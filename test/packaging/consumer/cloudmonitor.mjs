/** The API that needs `node:crypto`, with an event that it accepts and one that it refuses. */
import { createCloudMonitorClient, customEvent } from '@pushspec/client/cloudmonitor';
import { validate } from '@pushspec/client/cloudmonitor/validate';

export const cloudMonitor = ({ key }) => ({
  create: (baseUrl) => createCloudMonitorClient({ credentials: key, baseUrl }),
  validate,
  good: customEvent({ name: 'deploy', content: { version: '1.4' }, time: new Date() }),
  bad: { name: 7, content: 'c' },
});
