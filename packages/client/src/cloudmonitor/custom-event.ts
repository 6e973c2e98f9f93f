/** Converts a time and a content to the format of the contract. */
import type { components } from '@pushspec/contract/cloudmonitor';
import type { Input } from '../contract.ts';

/** One custom event. */
export type CustomEvent = Input<components['schemas']['CustomEvent']>;

export interface CustomEventInput extends Omit<CustomEvent, 'content' | 'time'> {
  /**
   * What happened: a string, or an object, which is written as JSON.
   *
   * @example content: { host: 'web-001', usedPercent: 97.5 }
   */
  readonly content: string | object;
  /**
   * When it happened: a `Date`, milliseconds since 1970, or a string that is already in the contract's format.
   *
   * @default undefined (the time of receipt)
   * @example time: new Date()
   */
  readonly time?: Date | number | string | undefined;
}

/**
 * Creates an event for `send()`. A time that is not a string is written in UTC, with the offset `+0000`.
 *
 * @throws TypeError if the time is invalid or outside the years 0 to 9999
 * @example
 * await client.send(customEvent({ name: 'DiskFull', content: { host: 'web-001' }, groupId: 27147, time: new Date() }));
 */
export function customEvent({ content, time, ...others }: CustomEventInput): CustomEvent {
  return {
    ...others,
    content: typeof content === 'string' ? content : JSON.stringify(content),
    ...(time === undefined ? {} : { time: typeof time === 'string' ? time : timeText(new Date(time)) }),
  };
}

/** Returns a time such as `20261121T083000.000+0000`. */
function timeText(date: Date): string {
  const iso = Number.isNaN(date.getTime()) ? '' : date.toISOString();
  // A year with more than four digits starts with a sign.
  if (!/^\d/.test(iso)) {
    throw new TypeError('`time` must be a valid Date or number of milliseconds, within the years 0 to 9999');
  }
  return iso.replace(/[-:]/g, '').replace('Z', '+0000');
}
