/** CloudMonitor's RPC API in memory. */
import { acceptances, type WireReasonCode } from '@pushspec/contract/cloudmonitor-rpc';
import { responses } from '@pushspec/contract/cloudmonitor-rpc/responses';
import { createService, type InMemory, type InMemoryOptions } from '../testing/in-memory-service.ts';
import { type CloudMonitorRpcClient, createCloudMonitorRpcClient, type RpcCustomEvent } from './client.ts';
import { eventsIn } from './form.ts';
import { wireReasons } from './reasons.ts';

export type InMemoryCloudMonitorRpc = InMemory<CloudMonitorRpcClient, RpcCustomEvent, WireReasonCode>;

/**
 * Creates a client of CloudMonitor's RPC API that sends to memory. It signs its requests, and nothing checks the signatures.
 *
 * @throws TypeError if an option is invalid
 * @example
 * import { createInMemoryCloudMonitorRpc } from '@pushspec/client/testing';
 *
 * const cloudmonitor = createInMemoryCloudMonitorRpc();
 * await cloudmonitor.client.send({ EventName: 'deploy', Content: '1.4' });
 * console.log(cloudmonitor.accepted); // [{ EventName: 'deploy', Content: '1.4' }]
 */
export function createInMemoryCloudMonitorRpc(options: InMemoryOptions = {}): InMemoryCloudMonitorRpc {
  const { now, timeoutMs = 0 } = options;
  const service = createService<RpcCustomEvent, WireReasonCode>({
    acceptance: acceptances.putCustomEvent,
    responses: responses.putCustomEvent,
    reasons: wireReasons,
    itemsOf: (text) => eventsIn(text) as unknown as RpcCustomEvent[],
    now,
  });
  const client = createCloudMonitorRpcClient({
    credentials: { accessKeyId: 'in-memory', accessKeySecret: 'in-memory' },
    baseUrl: 'http://cloudmonitor-rpc.test',
    now,
    timeoutMs,
    fetch: service.fetch,
  });
  return { ...service, client };
}
