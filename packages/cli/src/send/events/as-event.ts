/** From what was read to events as the clients take them. */
import { isObject, type Vendor } from '@pushspec/contract';
import type { AsEvent } from '../input/records.ts';

const plainObject: AsEvent = (value) => (isObject(value) ? value : undefined);

/** An event, or the body of a request as it goes over the wire: `{event, extraData}`. */
const guanceReport: AsEvent = (value) => {
  if (!isObject(value) || !('event' in value)) return plainObject(value);
  const { event, extraData } = value;
  if (!isObject(event)) return undefined;
  return extraData === undefined ? event : { ...event, extraData };
};

export const asEvents: Readonly<Record<Vendor, AsEvent>> = {
  blueking: plainObject,
  cloudmonitor: plainObject,
  guance: guanceReport,
};

/** What a document holds: an array, the body of a request, or one event. */
export function itemsOf(vendor: Vendor, document: unknown): readonly unknown[] {
  if (Array.isArray(document)) return document;
  return vendor === 'blueking' && isWholeReport(document) ? document.data : [document];
}

/** A body of BlueKing as it goes over the wire. */
export function isWholeReport(document: unknown): document is { data: unknown[] } {
  return isObject(document) && 'data_id' in document && Array.isArray(document.data);
}

/** What a data id has to be registered for to take it. Some senders give their events empty metrics. */
export function kindOf(event: object): 'metric' | 'event' {
  return 'metrics' in event && !('event_name' in event) && !('event' in event) ? 'metric' : 'event';
}
