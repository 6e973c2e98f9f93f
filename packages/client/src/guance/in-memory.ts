/** Guance in memory. */
import { acceptances, type WireReasonCode } from '@pushspec/contract/guance';
import { responses } from '@pushspec/contract/guance/responses';
import { channelOf } from '../channel.ts';
import { createService, type InMemory, type InMemoryOptions } from '../testing/in-memory-service.ts';
import { createGuanceClient, type GuanceClient } from './client.ts';
import type { ReportFields } from './event.ts';
import { wireReasons } from './reasons.ts';

export interface InMemoryGuanceOptions extends InMemoryOptions {
  /**
   * The API key. With one, a reporter also stays within its rate limit.
   *
   * @default undefined (none is sent)
   */
  readonly apiKey?: string | undefined;
}

/** An event as it was sent, with its custom fields and `extraData`. */
export type SentGuanceEvent = ReportFields & Readonly<Record<string, unknown>>;

export type InMemoryGuance = InMemory<GuanceClient, SentGuanceEvent, WireReasonCode>;

/**
 * Creates a Guance client that sends to memory.
 *
 * @throws TypeError if an option is invalid
 * @example
 * import { createInMemoryGuance } from '@pushspec/client/testing';
 *
 * const guance = createInMemoryGuance();
 * await guance.client.alert({ host: 'web-001' }, { title: 'disk full' });
 * console.log(guance.accepted); // [{ title: 'disk full', status: 'error', dimension_tags: { host: 'web-001' } }]
 * guance.respond('invalid-api-key');
 * await guance.client.resolve({ host: 'web-001' }).catch(({ reason }) => console.log(reason)); // 'invalid-api-key'
 */
export function createInMemoryGuance(options: InMemoryGuanceOptions = {}): InMemoryGuance {
  const { now, timeoutMs = 0, apiKey } = options;
  const service = createService<SentGuanceEvent, WireReasonCode>({
    acceptance: acceptances.pushEvent,
    responses: responses.pushEvent,
    reasons: wireReasons,
    itemsOf: (text) => [channelOf<SentGuanceEvent>(client).itemOf(text)],
    now,
  });
  const client = createGuanceClient({
    secret: 'in-memory',
    baseUrl: 'http://guance.test',
    apiKey,
    timeoutMs,
    fetch: service.fetch,
  });
  return { ...service, client };
}
