/** Decides whether there is room for events, without asking the store for each request. */

/** A number of events, and the bytes of their JSON. */
export interface Extent {
  readonly items: number;
  readonly bytes: number;
}

/**
 * Returns a function that reserves room. It counts what was reserved, and asks the store only when that seems to be too much.
 *
 * @param read - Returns what the store holds, including what was reserved and stored before the call.
 */
export function createRoom(limit: Extent, read: () => Promise<Extent>): (wanted: Extent) => Promise<boolean> {
  let held: Extent = { items: Number.POSITIVE_INFINITY, bytes: 0 };
  /** What was reserved while the store is asked, which may not count it yet. */
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

function sum(a: Extent, b: Extent): Extent {
  return { items: a.items + b.items, bytes: a.bytes + b.bytes };
}
