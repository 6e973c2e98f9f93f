/** Decides whether there is room for events, without reading the store for each request. */
import type { TakeRefusal } from '@pushspec/server';

/** A number of events, and the bytes of their JSON. */
export interface Extent {
  readonly items: number;
  readonly bytes: number;
}

/**
 * Returns a function that reserves room. It counts reservations itself, and reads the store only when they seem to
 * exceed the limit.
 *
 * @param read - Returns what the store holds, including everything that was stored before the call.
 */
export function createRoom(limit: Extent, read: () => Promise<Extent>): (wanted: Extent) => Promise<boolean> {
  let held: Extent = { items: Number.POSITIVE_INFINITY, bytes: 0 };
  /** What was reserved while the store is being read, which may not include it yet. */
  let meanwhile: Extent = { items: 0, bytes: 0 };
  let reading: Promise<void> | undefined;
  const fits = (wanted: Extent) => {
    const { items, bytes } = sum(held, wanted);
    return items <= limit.items && bytes <= limit.bytes;
  };
  const refresh = async () => {
    try {
      held = sum(await read(), meanwhile);
    } finally {
      reading = undefined;
    }
  };
  return async (wanted) => {
    if (!fits(wanted)) {
      if (!reading) {
        meanwhile = { items: 0, bytes: 0 };
        reading = refresh();
      }
      await reading;
    }
    if (!fits(wanted)) return false;
    held = sum(held, wanted);
    meanwhile = sum(meanwhile, wanted);
    return true;
  };
}

/** Returns the refusal of events that exceed the limit even if nothing else waits. */
export function tooLarge(limit: Extent, { items, bytes }: Extent): TakeRefusal | undefined {
  if (items <= limit.items && bytes <= limit.bytes) return undefined;
  const [has, most] =
    items > limit.items
      ? [
          `${items} events`,
          `${limit.items} may wait: send fewer per request, or raise \`--max-events\` (\`maxItems\`)`,
        ]
      : [
          `${bytes} bytes of events`,
          `${limit.bytes} may wait: send fewer per request, or raise \`maxBytes\``,
        ];
  return { problem: 'too-large', message: `the request has ${has}, but at most ${most}` };
}

function sum(a: Extent, b: Extent): Extent {
  return { items: a.items + b.items, bytes: a.bytes + b.bytes };
}
