/** Commits the events of several requests together, so that a slow disk does not limit the number of requests. */

interface Waiting {
  readonly events: readonly object[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** A group is closed when another request would exceed this number of events. */
const MAX_IN_GROUP = 1000;

/**
 * Returns a function that resolves when its events are committed. Calls that arrive during a commit form the next
 * group. A group contains all events of its calls. Only one commit runs at a time.
 */
export function grouped(
  commit: (events: readonly object[]) => Promise<unknown>,
): (events: readonly object[]) => Promise<void> {
  const waiting: Waiting[] = [];
  let isRunning = false;

  function nextGroup(): Waiting[] {
    let events = 0;
    const end = waiting.findIndex((call) => {
      events += call.events.length;
      return events > MAX_IN_GROUP;
    });
    return waiting.splice(0, end < 0 ? waiting.length : Math.max(end, 1));
  }

  async function run() {
    isRunning = true;
    // Requests of the same turn belong to the same group.
    await null;
    while (waiting.length > 0) {
      const group = nextGroup();
      try {
        await commit(group.flatMap(({ events }) => events));
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    isRunning = false;
  }

  return (events) =>
    new Promise((resolve, reject) => {
      waiting.push({ events, resolve, reject });
      if (!isRunning) void run();
    });
}
