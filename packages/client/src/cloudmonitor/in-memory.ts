/** CloudMonitor in memory. */
import { acceptances, type WireReasonCode } from '@pushspec/contract/cloudmonitor';
import { responses } from '@pushspec/contract/cloudmonitor/responses';
import { createService, type InMemory, type InMemoryOptions } from '../testing/in-memory-service.ts';
import { type CloudMonitorClient, createCloudMonitorClient } from './client.ts';
import type { CustomEvent } from './custom-event.ts';
import { wireReasons } from './reasons.ts';

export type InMemoryCloudMonitor = InMemory<CloudMonitorClient, CustomEvent, WireReasonCode>;

/**
 * Creates a CloudMonitor client that sends to memory. It signs its requests, and nothing checks the signatures.
 *
 * @throws TypeError if an option is invalid
 * @example
 * import { createInMemoryCloudMonitor } from '@pushspec/client/testing';
 *
 * const cloudmonitor = createInMemoryCloudMonitor();
 * await cloudmonitor.client.send({ name: 'deploy', content: '1.4' });
 * console.log(cloudmonitor.accepted); // [{ name: 'deploy', content: '1.4' }]
 */
export function createInMemoryCloudMonitor(options: InMemoryOptions = {}): InMemoryCloudMonitor {
  const { now, timeoutMs = 0 } = options;
  const service = createService<CustomEvent, WireReasonCode>({
    acceptance: acceptances.uploadCustomEvents,
    responses: responses.uploadCustomEvents,
    reasons: wireReasons,
    itemsOf: (text) => JSON.parse(text),
    now,
  });
  const client = createCloudMonitorClient({
    credentials: { accessKeyId: 'in-memory', accessKeySecret: 'in-memory' },
    baseUrl: 'http://cloudmonitor.test',
    now,
    timeoutMs,
    fetch: service.fetch,
  });
  return { ...service, client };
}
