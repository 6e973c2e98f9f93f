/** BlueKing in memory. */
import { acceptances, type WireReasonCode } from '@pushspec/contract/blueking';
import { responses } from '@pushspec/contract/blueking/responses';
import { createService, type InMemory, type InMemoryOptions } from '../testing/in-memory-service.ts';
import { type BluekingClient, type BluekingItem, type BluekingKind, createBluekingClient } from './client.ts';
import { wireReasons } from './reasons.ts';

export interface InMemoryBluekingOptions<Kind extends BluekingKind = BluekingKind> extends InMemoryOptions {
  /** Whether the client sends metrics or events. */
  readonly kind: Kind;
}

export type InMemoryBlueking<Kind extends BluekingKind = BluekingKind> = InMemory<
  BluekingClient<Kind>,
  BluekingItem<Kind>,
  WireReasonCode
>;

/**
 * Creates a BlueKing client that sends to memory.
 *
 * @throws TypeError if an option is invalid
 * @example
 * import { createInMemoryBlueking } from '@pushspec/client/testing';
 *
 * const blueking = createInMemoryBlueking({ kind: 'metric' });
 * await blueking.client.send({ target: '10.0.0.1', metrics: { cpu_load: 0.25 } });
 * console.log(blueking.accepted); // [{ target: '10.0.0.1', metrics: { cpu_load: 0.25 } }]
 */
export function createInMemoryBlueking<const Kind extends BluekingKind>(
  options: InMemoryBluekingOptions<Kind>,
): InMemoryBlueking<Kind> {
  const { kind, now, timeoutMs = 0 } = options;
  const service = createService<BluekingItem<Kind>, WireReasonCode>({
    acceptance: acceptances.pushCustomReport,
    responses: responses.pushCustomReport,
    reasons: wireReasons,
    itemsOf: (text) => JSON.parse(text).data,
    now,
  });
  const client = createBluekingClient({
    dataId: 1,
    accessToken: 'in-memory',
    kind,
    baseUrl: 'http://blueking.test',
    timeoutMs,
    fetch: service.fetch,
  });
  return { ...service, client };
}
