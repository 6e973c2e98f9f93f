/** The APIs that need only `fetch` and Web Crypto, each with an event that it accepts and one that it refuses. */
import { createBluekingClient } from '@pushspec/client/blueking';
import { validate as validatePoint } from '@pushspec/client/blueking/validate';
import { createCloudMonitorRpcClient } from '@pushspec/client/cloudmonitor-rpc';
import { validate as validateRpcEvent } from '@pushspec/client/cloudmonitor-rpc/validate';
import { createGuanceClient } from '@pushspec/client/guance';
import { validate } from '@pushspec/client/guance/validate';

export const fetchOnlyApis = ({ dataId, key, monitor }) => [
  {
    create: (baseUrl) => createBluekingClient({ ...dataId, baseUrl }),
    validate: (point) => validatePoint(point, dataId),
    good: { metrics: { cpu_load: 0.25 }, target: '127.0.0.1', dimension: { module: 'db' } },
    bad: { metrics: {}, target: '127.0.0.1' },
  },
  {
    create: (baseUrl) => createCloudMonitorRpcClient({ credentials: key, baseUrl }),
    validate: validateRpcEvent,
    good: { EventName: '磁盘告警', Content: "~*+%'!()" },
    bad: { EventName: ' ', Content: 'c' },
  },
  {
    create: (baseUrl) => createGuanceClient({ ...monitor, baseUrl }),
    validate,
    good: { status: 'error', title: '磁盘已满', dimension_tags: { host: 'web-001' } },
    bad: { status: 'broken', title: '磁盘已满' },
  },
];
