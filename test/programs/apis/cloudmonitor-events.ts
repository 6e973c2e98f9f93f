/** What the APIs of CloudMonitor have in common: accounts, events and limits. */
import { type Config, type JsonObject, loadBundle, operationsOf, statedLimits } from '@pushspec/contract';
import type { Caller, Item, Program } from '../program.ts';
import type { Samples } from './api-traffic.ts';
import { chinese, emoji, symbols } from './values.ts';

/** An event in the words of `POST /event/custom/upload`. Programs of the other operations translate the names. */
export const event = (name: string, content: string, more: Item = {}): Item => ({ name, content, ...more });

/** Returns the credentials of the vendor's programs. */
export function variables({ cloudmonitor }: Config, caller: Caller): Record<string, string> {
  const keys = cloudmonitor.accounts.find(({ authorized }) => authorized !== false)?.keys ?? [];
  const key = keys.find(({ securityToken }) => (securityToken !== undefined) === (caller === 'temporary'));
  if (!key) throw new Error('the configuration has no such key');
  return {
    ALIBABA_CLOUD_ACCESS_KEY_ID: caller === 'unknown-key' ? 'unknownAccessKeyId' : key.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: caller === 'wrong-secret' ? 'wrong' : key.accessKeySecret,
    ...(key.securityToken !== undefined && { ALIBABA_CLOUD_SECURITY_TOKEN: key.securityToken }),
  };
}

/** Returns the number of events that one request of the operation may have. */
export function mostEvents({ api, operation }: Pick<Program, 'api' | 'operation'>): number {
  const bundle = loadBundle(api, 'documented');
  const entry = operationsOf(bundle).find(({ operationId }) => operationId === operation);
  const limit = entry && statedLimits(bundle, entry).find(({ kind }) => kind === 'maxItems');
  const most = limit?.node.maxItems;
  if (typeof most !== 'number') throw new Error(`${operation} states no number of events`);
  return most;
}

/** Returns events with different names and contents. */
export function numbered(count: number): Item[] {
  return Array.from({ length: count }, (_, index) => event(`event-${index + 1}`, `content ${index + 1}`));
}

const SAMPLE_YEAR = '2017';

/** Returns the samples with a group of the type that the operation takes. */
export function samples(program: Program, groupId: string | number): Samples {
  return {
    plain: [event('deploy', 'version 1.4')],
    time: [event('deploy', 'version 1.5', { groupId, time: `${SAMPLE_YEAR}1013T170923.456+0800` })],
    chinese: [event(chinese, chinese)],
    emoji: [event(emoji, emoji)],
    symbols: [event(symbols, symbols)],
    empty: [event('deploy', '')],
    full: numbered(mostEvents(program)),
  };
}

/** The server's result has the group and time of receipt where an event has none, so only the samples' time is compared. */
export function comparable({ name, content, groupId, time }: JsonObject): JsonObject {
  return {
    ...{ name: name ?? null, content: content ?? null, groupId: Number(groupId ?? 0) },
    ...(typeof time === 'string' && time.startsWith(SAMPLE_YEAR) && { time: isoTime(time) }),
  };
}

/** Returns the time of a sample in the format of the server's result. */
function isoTime(time: string): string {
  const layout = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)([\d.]+)([+-]\d\d)(\d\d)$/;
  return new Date(time.replace(layout, '$1-$2-$3T$4:$5:$6$7:$8')).toISOString();
}
