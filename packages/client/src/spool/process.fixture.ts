/** Processes that share a spool in memory, with virtual time. */
import { createReporter, type ReporterEvent, type ReporterOptions } from '../reporter/index.ts';
import type { Outcome } from '../reporter/outcome.ts';
import { service } from '../reporter/service.fixture.ts';
import { createInMemorySpool } from '../testing/index.ts';
import { createSpool, type SpoolOptions, type SpoolStore } from './index.ts';

export interface Item {
  readonly name: string;
  readonly content: string;
}

/** An event for CloudMonitor. */
export const event = (name: string): Item => ({ name, content: name });

interface Settings extends ReporterOptions<Item> {
  readonly spoolOptions?: SpoolOptions;
  /** Replaces methods of the store. */
  readonly methods?: Partial<SpoolStore>;
}

/** Creates a service with these responses, a shared storage, and processes that use both. */
export function machine(
  responses: Parameters<typeof service>,
  { maxItems }: { readonly maxItems?: number } = {},
) {
  const made = service(...responses);
  const { time, timing, cloudmonitor } = made;
  const storage = createInMemorySpool({ maxItems });
  return {
    ...made,
    storage,
    /** Names of the events of each request. */
    sent: () => made.requests.map(({ items }) => items.map((item) => (item as Item).name)),
    /** Starts a reporter, as a process would. */
    start({ spoolOptions = {}, methods, ...options }: Settings = {}, client = cloudmonitor) {
      const store = storage.connect();
      const outcomes: Outcome<Item>[] = [];
      const events: ReporterEvent[] = [];
      const reporter = createReporter(client, {
        ...{ now: timing.now, sleep: timing.sleep, random: timing.random },
        spool: createSpool({ ...store, ...methods }, { now: time.now, ...spoolOptions }),
        onOutcome: (outcome: Outcome<Item>) => void outcomes.push(outcome),
        onEvent: (one: ReporterEvent) => void events.push(one),
        ...options,
      } as ReporterOptions<never, never> as object);
      return { reporter, outcomes, events, kill: store.kill };
    },
  };
}
