/** Titles an item with its event name, or the metrics of a data point, and its target. */
import { isObject, type Json } from '@pushspec/contract';
import { firstString } from '../item-title.ts';

/** Metrics named in a title. */
const NAMED = 3;

/** Returns the title of an item. */
export function titleOf(item: unknown): string | undefined {
  const parts = [firstString(item, 'event_name') ?? metricNames(item), firstString(item, 'target')];
  return parts.filter((part) => part !== undefined).join(' · ');
}

/** Lists the first metric names. Reads no more than it shows, because an object may have 200,000 of them. */
function metricNames(item: unknown): string | undefined {
  const metrics = isObject(item as Json) ? (item as { metrics?: Json }).metrics : undefined;
  if (!isObject(metrics)) return undefined;
  const names: string[] = [];
  for (const name in metrics) {
    names.push(names.length < NAMED ? name : '…');
    if (names.length > NAMED) break;
  }
  return names.join(', ') || undefined;
}
