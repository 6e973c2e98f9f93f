/** Computes the id of a fault from its monitor and tags in any order. The vendor's hash function is not published. */
import { hash } from 'node:crypto';
import type { JsonObject } from '@pushspec/contract';

/** The tags of an event, with all values as strings. */
export type Tags = Readonly<Record<string, string>>;

/** Returns the tags of an event with values as strings. */
export function tagsOf(tags: unknown): Tags {
  const entries = Object.entries((tags ?? {}) as JsonObject);
  return Object.fromEntries(entries.map(([name, value]) => [name, tagString(value)]));
}

/** Returns a tag's value as a string. Values other than strings, numbers and booleans are written as JSON. */
export function tagString(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Returns `df_monitor_checker_event_ref`: the MD5 of JSON with sorted names. */
export function eventReference(monitorId: string, tags: Tags): string {
  const pairs = Object.entries(tags).map(
    ([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`,
  );
  const canonical = `{"dimension_tags":{${pairs.sort().join(',')}},"monitor_id":${JSON.stringify(monitorId)}}`;
  return md5(canonical);
}

/** Returns the id of a monitor without a configured one. It is derived from the monitor's index, never from its secret. */
export function monitorId(index: number): string {
  return `rul_${md5(`monitor ${index}`)}`;
}

function md5(value: string): string {
  return hash('md5', value);
}
