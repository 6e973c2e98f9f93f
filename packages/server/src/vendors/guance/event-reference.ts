/** What identifies a fault: the monitor and the tags, whatever their order. How the vendor hashes them is not published. */
import { createHash } from 'node:crypto';
import type { JsonObject } from '@pushspec/contract';

/** The tags as the event has them: all values are strings. */
export type Tags = Readonly<Record<string, string>>;

export function tagsOf(tags: unknown): Tags {
  const entries = Object.entries((tags ?? {}) as JsonObject);
  return Object.fromEntries(entries.map(([name, value]) => [name, tagText(value)]));
}

/** A tag's value as the event has it; what a contract lets pass beyond strings, numbers and booleans is written as JSON. */
export function tagText(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** `df_monitor_checker_event_ref`: the MD5 of a JSON text with sorted names. */
export function eventReference(monitorId: string, tags: Tags): string {
  const pairs = Object.entries(tags).map(
    ([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`,
  );
  const canonical = `{"dimension_tags":{${pairs.sort().join(',')}},"monitor_id":${JSON.stringify(monitorId)}}`;
  return md5(canonical);
}

/** Identity of a monitor that the configuration gives none: it follows from its place in the list, never from its secret. */
export function monitorId(index: number): string {
  return `rul_${md5(`monitor ${index}`)}`;
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
